//! The guard against formulas: words that a spreadsheet would run rather than show.

/// The first characters that make a spreadsheet read a cell as a formula, the full-width ones of East Asian keyboards
/// among them; it may cut a tab or a carriage return off and run what follows.
const TRIGGERS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Words safe to open in a spreadsheet: an apostrophe goes before what would be run as a formula.
///
/// Words that begin with such a guard already get one more, so that [`unguard`] gives back exactly what was guarded.
/// For words only: a negative number is no formula.
pub fn guard(words: &str) -> String {
    if triggers(words) { format!("'{words}") } else { words.to_owned() }
}

/// The words that were guarded.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(words) if triggers(words) => words,
        _ => cell,
    }
}

fn triggers(words: &str) -> bool {
    words.trim_start_matches('\'').starts_with(TRIGGERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_nothing_else() {
        for (words, guarded) in [
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("+1", "'+1"),
            ("-2 %", "'-2 %"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("'quoted'", "'quoted'"),
            ("a = b", "a = b"),
            ("", ""),
        ] {
            assert_eq!(guard(words), guarded, "{words:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_guard_can_be_taken_off(words in "'{0,3}[=+@a-]?.*") {
            let guarded = guard(&words);
            proptest::prop_assert_eq!(unguard(&guarded), words);
        }
    }
}
