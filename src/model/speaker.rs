//! Who speaks, whatever the script: one identity for the names that documents in several languages write.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The names of heads of state, governors and bodies as documents write them, each with its identity.
static NAMES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let rows = csv::Reader::from_reader(include_bytes!("../../data/codelists/speakers.csv").as_slice());
    let rows = rows.into_records().filter_map(Result::ok);
    rows.filter_map(|row| Some((row.get(0)?.to_lowercase(), row.get(1)?.to_owned()))).collect()
});

/// The identity of a speaker: the English name that the list gives, else the name in Latin letters. The name as written
/// stays with the figure; this is for telling whether two names are of one speaker.
///
/// ```
/// use attested::model::speaker::identity;
/// assert_eq!(identity("Владимир Путин"), "Vladimir Putin");
/// assert_eq!(identity("国际货币基金组织"), identity("FMI"));
/// assert_eq!(identity("Иван Петров"), "Ivan Petrov");
/// ```
pub fn identity(name: &str) -> Cow<'_, str> {
    match NAMES.get(&name.to_lowercase()) {
        Some(known) => Cow::Borrowed(known),
        None if name.is_ascii() => Cow::Borrowed(name),
        None => Cow::Owned(any_ascii::any_ascii(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_identity_across_scripts() {
        for names in [
            ["Vladimir Putin", "Владимир Путин", "普京", "Poutine"],
            ["Bank of Russia", "ЦБ РФ", "Banque de Russie", "俄罗斯央行"],
            ["EZB", "BCE", "ЕЦБ", "欧洲央行"],
        ] {
            let identities: Vec<_> = names.iter().map(|name| identity(name)).collect();
            assert!(identities.windows(2).all(|two| two[0] == two[1]), "{identities:?}");
        }
        assert_ne!(identity("Vladimir Putin"), identity("Владимир Потанин"));
        assert_eq!(identity("Жанна Щукина"), "Zhanna Shchukina");
    }

    #[test]
    fn every_identity_is_a_name_of_itself() {
        for known in NAMES.values() {
            assert_eq!(identity(known), known.as_str());
        }
    }
}
