//! Which language a text is in, as a whole and passage by passage: by its script, then by the small words that only one
//! language uses, and only where these do not decide by the frequency of its letters.
//!
//! The small words decide nearly every paragraph of prose at the speed of a look-up; a text of which too little is
//! there to tell has no language, and takes none by default.

use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use super::small_words::SMALL_WORDS;
use crate::model::{Language, Span};

/// More than this much of a text does not make its language any clearer.
const SAMPLE: usize = 4096;
/// The same of a passage, held against the language of the whole.
const PASSAGE: usize = 512;
/// As much of a line shows its script.
const LINE: usize = 128;
/// Fewer letters than these tell nothing: `GDP`, `CPI y/y`.
const FEWEST_LETTERS: usize = 12;
/// One character of a script that writes words counts for several letters.
const LETTERS_OF_A_SIGN: usize = 4;

/// A run of lines in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands; passages lie one after the other and cover the text.
    pub span: Span,
    /// Its language; `None` where that cannot be told.
    pub language: Option<Language>,
}

/// The language of a text; `None` if there is too little of it, or if it is in none that is told apart here.
pub fn language(text: &str) -> Option<Language> {
    judge(head(text, SAMPLE), true).map(|judged| judged.language)
}

/// A language, and whether script or small words gave it: letters alone are not enough against what surrounds a text.
#[derive(Debug, Clone, Copy)]
struct Judged {
    language: Language,
    certain: bool,
}

/// The language of a text; without `letters`, only if that is certain, which is cheaper to say.
fn judge(sample: &str, letters: bool) -> Option<Judged> {
    let scripts = Scripts::of(sample);
    if scripts.letters() < FEWEST_LETTERS {
        return None;
    }
    let certain = |language| Some(Judged { language, certain: true });
    match scripts.main() {
        Script::Signs if scripts.kana * 20 > scripts.signs => certain(Language::Japanese),
        Script::Signs => certain(Language::Chinese),
        Script::Hangul => certain(Language::Korean),
        Script::Cyrillic => cyrillic(sample, &scripts, letters),
        Script::Latin => latin(sample, letters),
        Script::Other => by_letters(sample).filter(|(_, sure)| *sure).and_then(|(language, _)| certain(language)),
    }
}

/// The parts of a text by language. Paragraphs are told apart by what is in them, and the lines of a paragraph by their
/// script; a part of which too little is there takes the language of the part before it if it can be in its script, else
/// that of the whole.
pub fn passages(text: &str, within: Span) -> Vec<Passage> {
    let whole = language(within.of(text));
    let mut passages: Vec<Passage> = Vec::new();
    for (span, script) in blocks(text, within) {
        let before = passages.last().and_then(|passage| passage.language);
        let fits = |language: &Language| script == Script::Other || script_of(*language) == script;
        let alone = !whole.as_ref().is_some_and(fits);
        let own = judge(head(span.of(text), PASSAGE), alone).filter(|judged| judged.certain || alone);
        let found = own.map(|judged| judged.language).or(before.filter(fits)).or(whole.filter(fits));
        match passages.last_mut().filter(|last| last.language == found) {
            Some(last) => last.span.end = span.end,
            None => passages.push(Passage { span, language: found }),
        }
    }
    passages
}

/// Runs of lines of one script, which end at blank lines, with the white space after them.
fn blocks(text: &str, within: Span) -> Vec<(Span, Script)> {
    let mut blocks: Vec<(Span, Script)> = Vec::new();
    let (mut at, mut fresh) = (within.start, true);
    for line in within.of(text).split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        if line.trim().is_empty() {
            fresh = true;
            match blocks.last_mut() {
                Some((last, _)) => last.end = span.end,
                None => blocks.push((span, Script::Other)),
            }
            continue;
        }
        let script = Scripts::of(head(line, LINE)).main();
        match blocks.last_mut().filter(|(_, of)| !fresh && (*of == script || script == Script::Other)) {
            Some((last, _)) => last.end = span.end,
            None => blocks.push((span, script)),
        }
        fresh = false;
    }
    blocks
}

/// The start of a text, cut between characters.
fn head(text: &str, longest: usize) -> &str {
    if text.len() <= longest { text } else { &text[..text.floor_char_boundary(longest)] }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    /// Chinese characters, with or without kana.
    Signs,
    Hangul,
    /// Another one, or no letters at all.
    Other,
}

fn script_of(language: Language) -> Script {
    use Language::{Arabic, Belarusian, Bulgarian, Chinese, Japanese, Korean, Russian, Ukrainian};
    match language {
        Belarusian | Bulgarian | Russian | Ukrainian => Script::Cyrillic,
        Chinese | Japanese => Script::Signs,
        Korean => Script::Hangul,
        Arabic => Script::Other,
        _ => Script::Latin,
    }
}

/// How many letters of each script a text has.
#[derive(Debug, Default)]
struct Scripts {
    latin: usize,
    cyrillic: usize,
    /// Letters of Cyrillic that Russian, Ukrainian, Belarusian and Bulgarian do without.
    far_cyrillic: usize,
    /// Letters of Cyrillic that Russian lacks.
    not_russian: usize,
    /// Whether there are letters that only Russian and Belarusian have.
    russian: bool,
    signs: usize,
    kana: usize,
    hangul: usize,
    other: usize,
}

impl Scripts {
    fn of(text: &str) -> Self {
        if text.is_ascii() {
            // It can be of no other script, and once there are enough of them nobody asks how many letters it has.
            let letters = text.bytes().filter(u8::is_ascii_alphabetic).take(FEWEST_LETTERS).count();
            return Self { latin: letters, ..Self::default() };
        }
        let mut found = Self::default();
        let mut rest = text;
        while !rest.is_empty() {
            // Most of a text with a few letters beyond ASCII is ASCII.
            let plain = rest.bytes().take_while(u8::is_ascii).count();
            found.latin += rest.as_bytes()[..plain].iter().filter(|b| b.is_ascii_alphabetic()).count();
            let beyond = rest[plain..].chars().take_while(|c| !c.is_ascii());
            rest = &rest[plain + found.count(beyond)..];
        }
        found
    }

    /// Counts letters beyond ASCII, and gives how many bytes they have.
    fn count(&mut self, letters: impl Iterator<Item = char>) -> usize {
        let found = self;
        let mut bytes = 0;
        for c in letters {
            bytes += c.len_utf8();
            match c {
                '\0'..='\u{bf}' => {}
                '\u{c0}'..='\u{24f}' => found.latin += 1,
                'ы' | 'э' | 'Ы' | 'Э' => {
                    found.cyrillic += 1;
                    found.russian = true;
                }
                '\u{450}' | '\u{452}'..='\u{45f}' | 'Ґ' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ў' => {
                    found.cyrillic += 1;
                    found.not_russian += 1;
                }
                '\u{400}'..='\u{45f}' => found.cyrillic += 1,
                '\u{460}'..='\u{52f}' => {
                    found.cyrillic += 1;
                    found.far_cyrillic += 1;
                }
                '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' => found.signs += LETTERS_OF_A_SIGN,
                '\u{3040}'..='\u{30ff}' => {
                    found.signs += LETTERS_OF_A_SIGN;
                    found.kana += LETTERS_OF_A_SIGN;
                }
                '\u{ac00}'..='\u{d7af}' => found.hangul += LETTERS_OF_A_SIGN,
                c if c.is_alphabetic() => found.other += 1,
                _ => {}
            }
        }
        bytes
    }

    fn letters(&self) -> usize {
        self.latin + self.cyrillic + self.signs + self.hangul + self.other
    }

    fn main(&self) -> Script {
        let counts = [
            (self.latin, Script::Latin),
            (self.cyrillic, Script::Cyrillic),
            (self.signs, Script::Signs),
            (self.hangul, Script::Hangul),
            (self.other, Script::Other),
        ];
        let most = counts.iter().max_by_key(|(count, _)| *count).filter(|(count, _)| *count > 0);
        most.map_or(Script::Other, |(_, script)| *script)
    }
}

/// Cyrillic is Russian if it has letters that only Russian and Belarusian have, and none that Russian lacks. Kazakh,
/// Kyrgyz, Tajik and their like are known by their own letters, and are not told apart.
fn cyrillic(text: &str, scripts: &Scripts, letters: bool) -> Option<Judged> {
    if scripts.far_cyrillic * 50 > scripts.cyrillic {
        return None;
    }
    let own = scripts.not_russian * 50 <= scripts.cyrillic;
    if own && scripts.russian {
        return Some(Judged { language: Language::Russian, certain: true });
    }
    if own && !letters {
        return None;
    }
    let (language, sure) = by_letters(text)?;
    sure.then_some(Judged { language, certain: !own })
}

/// Latin script: two more small words of one language than of any other decide; else what leads has to agree with the
/// letters. Of a language whose small words a text uses less than those of another no letters make it.
fn latin(text: &str, letters: bool) -> Option<Judged> {
    let used = SmallWordsUsed::by(text);
    let (leader, lead) = used.leader();
    if lead >= 2 {
        return leader.map(|language| Judged { language, certain: true });
    }
    if !letters {
        return None;
    }
    let (language, sure) = by_letters(text)?;
    let sure = sure && used.of(language) == used.most();
    (sure || (lead > 0 && leader == Some(language))).then_some(Judged { language, certain: false })
}

/// How many small words of each language a text uses.
struct SmallWordsUsed([usize; 16]);

impl SmallWordsUsed {
    fn by(text: &str) -> Self {
        let mut counts = [0_usize; 16];
        SMALL_WORDS.in_text(text, |mut users| {
            while users != 0 {
                counts[users.trailing_zeros() as usize] += 1;
                users &= users - 1;
            }
        });
        Self(counts)
    }

    /// The language whose small words the text uses most, and how many more than of any other's.
    fn leader(&self) -> (Option<Language>, usize) {
        let (best, most) = self.0.iter().copied().enumerate().max_by_key(|(_, count)| *count).unwrap_or_default();
        let second = self.0.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, count)| *count).max();
        let lead = most - second.unwrap_or_default();
        (SMALL_WORDS.languages.get(best).copied(), if lead * 5 >= most { lead } else { 0 })
    }

    fn of(&self, language: Language) -> usize {
        let at = SMALL_WORDS.languages.iter().position(|known| *known == language);
        at.map_or(0, |at| self.0[at])
    }

    fn most(&self) -> usize {
        self.0.iter().copied().max().unwrap_or_default()
    }
}

/// The languages between which letters decide.
const BY_LETTERS: [(Lang, Language); 17] = [
    (Lang::Ara, Language::Arabic),
    (Lang::Bel, Language::Belarusian),
    (Lang::Bul, Language::Bulgarian),
    (Lang::Cmn, Language::Chinese),
    (Lang::Deu, Language::German),
    (Lang::Eng, Language::English),
    (Lang::Fra, Language::French),
    (Lang::Ita, Language::Italian),
    (Lang::Jpn, Language::Japanese),
    (Lang::Kor, Language::Korean),
    (Lang::Nld, Language::Dutch),
    (Lang::Pol, Language::Polish),
    (Lang::Por, Language::Portuguese),
    (Lang::Rus, Language::Russian),
    (Lang::Spa, Language::Spanish),
    (Lang::Tur, Language::Turkish),
    (Lang::Ukr, Language::Ukrainian),
];

static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(BY_LETTERS.iter().map(|(lang, _)| *lang).collect()));

/// The language that the letters are most like, and whether that is sure.
fn by_letters(text: &str) -> Option<(Language, bool)> {
    let found = DETECTOR.detect(head(text, 1024))?;
    let language = BY_LETTERS.iter().find(|(lang, _)| *lang == found.lang()).map(|(_, language)| *language)?;
    Some((language, found.is_reliable()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(want: &str, texts: &[&str]) {
        for text in texts {
            let found = language(text).map_or("nothing", Language::code);
            assert_eq!(found, want, "{text}");
        }
    }

    #[test]
    fn a_sentence_is_enough() {
        check("en", &["Trade between the two countries reached $83.7 billion in ten months."]);
        check(
            "ru",
            &["Объём торговли за десять месяцев вырос на 2 %.", "Рост ВВП составил 4,1 %, сказал министр экономики."],
        );
        check(
            "uk",
            &[
                "Обсяг торгівлі між країнами зріс на два відсотки за десять місяців, повідомив міністр економіки України.",
            ],
        );
        check("es", &["El comercio entre los dos países alcanzó los 83.700 millones de dólares."]);
        check("fr", &["Les échanges entre les deux pays ont atteint 83,7 milliards de dollars sur dix mois."]);
        check("de", &["Der Handel zwischen den beiden Ländern erreichte in zehn Monaten 83,7 Milliarden Dollar."]);
        check("pt", &["O comércio entre os dois países chegou a 83,7 bilhões de dólares em dez meses."]);
        check("it", &["Gli scambi tra i due paesi hanno raggiunto gli 83,7 miliardi di dollari in dieci mesi."]);
        check("zh", &["前10个月贸易额达837亿美元，同比增长2%。", "兩國貿易額達到837億美元"]);
        check("ja", &["貿易額は10か月で837億ドルに達した。"]);
    }

    #[test]
    fn too_little_has_no_language() {
        check("nothing", &["", "GDP: 4.1 %", "2024 | 83.7 | 93", "BISHKEK"]);
        check("nothing", &["Қазақстан мен Ресей арасындағы сауда көлемі он айда екі пайызға өсті."]);
    }

    #[test]
    fn letters_do_not_outweigh_small_words() {
        let told = language("India's grain output hit a record 706.5 million tonnes in 2024, up 1.6% year on year.");
        assert!(matches!(told, None | Some(Language::English)), "{told:?}");
        check("it", &["Il prodotto interno lordo dell'Italia sale dello 0,2% rispetto al trimestre precedente"]);
    }

    #[test]
    fn passages_cover_the_text() {
        let text = "Товарооборот вырос на 2 %, сообщил министр экономики.\nTrade was up by 2 percent, the minister said.\n#EAEU\n\n2024\n\nВ прошлом году рост был выше.\n";
        let found = passages(text, Span::new(0, text.len()));
        let parts: Vec<_> = found.iter().map(|p| (p.language.map_or("", Language::code), p.span.of(text))).collect();
        let [("ru", first), ("en", second), ("ru", third)] = parts.as_slice() else { panic!("{parts:?}") };
        assert!(second.contains("#EAEU") && second.contains("2024"), "{second}");
        assert_eq!(format!("{first}{second}{third}"), text);
    }

    #[test]
    fn a_short_heading_goes_with_its_text() {
        let text = "\nInflation\n\nDie Teuerung in Deutschland hat sich im Oktober auf 2,3 Prozent abgekühlt.\n";
        let found = passages(text, Span::new(0, text.len()));
        assert_eq!(found, [Passage { span: Span::new(0, text.len()), language: Some(Language::German) }]);
    }
}
