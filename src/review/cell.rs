//! Cells that a spreadsheet shows as they are, and takes back.

/// The first characters that make a spreadsheet run a cell as a formula, those of East Asian keyboards among them.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A cell that a spreadsheet neither runs as a formula nor turns into a date or a rounded number: an apostrophe goes
/// before what it would.
pub fn protect(text: &str) -> String {
    if at_risk(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text that was protected; what a person has typed stays, but for blanks at the ends.
pub fn unprotect(cell: &str) -> &str {
    let cell = cell.trim_matches([' ', '\u{a0}']);
    match cell.strip_prefix('\'') {
        Some(text) if at_risk(text) => text,
        _ => cell,
    }
}

fn at_risk(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_number = rust_decimal::Decimal::from_str_exact(bare).is_ok();
    let is_date = bare.split(['-', '/', '.']).all(digits) && bare.contains(['-', '/']);
    let is_power = bare.split_once(['e', 'E']).is_some_and(|(a, b)| digits(a) && digits(b));
    let is_long = is_number && bare.bytes().filter(u8::is_ascii_digit).count() > 11;
    is_date || is_power || is_long || bare.starts_with(FORMULA) && !is_number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_change_is_protected() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("2024-05", "'2024-05"),
            ("2024-07-01", "'2024-07-01"),
            ("123456789012", "'123456789012"),
            ("1234567890e1", "'1234567890e1"),
            ("83700000000", "83700000000"),
            ("-2.5", "-2.5"),
            ("2024-Q2", "2024-Q2"),
            ("63390d6a3a76", "63390d6a3a76"),
            ("it's", "it's"),
            ("", ""),
        ] {
            assert_eq!(protect(text), cell);
            assert_eq!(unprotect(cell), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn protection_can_be_taken_off(text in "'{0,2}[=+@0-9a-z-]{0,14}") {
            let cell = protect(&text);
            proptest::prop_assert_eq!(unprotect(&cell), text);
        }
    }
}
