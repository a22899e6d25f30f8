//! Whose figure it is: the area, and the counterpart of a two-sided indicator.

mod alike;
mod around;
mod customer;
mod dateline;
mod directed;
mod each;
mod flows;
mod fronted;
mod home;
mod inside;
mod labels;
mod leading;
mod one;
mod passing;
mod rates;
mod shares;
mod talk;
mod tariffs;
mod toward;
mod two;
mod way;
mod world;

use crate::extract::discourse::Last;
use crate::extract::mention::{AreaMention, At, covering, within};
use crate::extract::page::Page;
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::scene::{Origin, Scene};
use crate::extract::topic::{Topic, country_of_place};
use crate::extract::when::turn;
use crate::lang::{Link, StatusKind};
use crate::model::codelist::AreaKind;
use crate::model::{Area, ObsStatus};
use alike::{arrived, inside_bracket};
use around::{brings_about, circumstance, describes_flow, ranked_inside};
use customer::{customer, guests, of_world_guests};
use directed::directed;
use flows::flows;
use fronted::{abroad, called_region, there};
use home::{back_home, returns};
use inside::bloc;
use labels::{buyer, first_listed, goes_on, next_label, next_sentence, restated, with_part};
use leading::{leads, members};
use one::{comes, one_sided, ranked_among};
use passing::{
    averaged, behind_clause, described, foresees, in_other_bracket, included, inserted, left_out, of_part_behind,
    party, seat, sourced, whole_of_ours, whole_of_share, with_others,
};
use rates::{no_cartel, of_issuer, of_world, quoted, set_by_body};
use shares::{accounts, listed_holder, ranked_holder, share_holder, went_to, whose_share};
use talk::{addressed, met, next_speaker, of_hosts, office_area, speaker_area, speaker_first, yours};
use two::two_sided;
use world::{everywhere, levies, slice_of_all, total_trade};

pub use dateline::{by_cause, dateline, nobody_in, on_the_way, venue};
pub use each::each;
use each::in_bracket_behind;
pub use labels::NEXT_PARTNER;
pub use rates::{ISSUED, WORLD_PRICE, in_pesos, traded};
pub use world::leads_tariff;

/// The area and counterpart of a figure.
#[derive(Debug, Clone)]
pub struct Sides {
    /// Whose.
    pub area: Option<Area>,
    /// With whom.
    pub counterpart: Option<Area>,
    /// Where the area is named.
    pub place: Option<(usize, usize)>,
    /// How it was found.
    pub origin: Origin,
    /// The rule that gave it.
    pub rule: &'static str,
    /// Whether the area only labels this number, as in a list of countries.
    pub label: bool,
    /// Whether the sentence only sets it beside the area of which the text speaks.
    pub beside: bool,
}

impl Sides {
    /// Sides without a place.
    fn new(area: Option<Area>, counterpart: Option<Area>, origin: Origin, rule: &'static str) -> Self {
        Self { area, counterpart, place: None, origin, rule, label: false, beside: false }
    }

    /// Both sides, carried over from the context.
    fn carried(area: Area, counterpart: Area, rule: &'static str) -> Self {
        Self::new(Some(area), Some(counterpart), Origin::Carried, rule)
    }

    /// The area that the context gives, if any, with a counterpart.
    fn context(area: Option<Area>, counterpart: Option<Area>, rule: &'static str) -> Self {
        let origin = if area.is_some() { Origin::Carried } else { Origin::Absent };
        Self::new(area, counterpart, origin, rule)
    }

    /// The same sides, named at a place.
    fn at(self, place: (usize, usize)) -> Self {
        Self { place: Some(place), ..self }
    }
}

type Named = At<AreaMention>;

/// Finds the sides of a figure.
pub fn find(scene: &Scene<'_>, topic: &Topic) -> Sides {
    let sides = of_world_guests(scene, topic, no_cartel(scene, topic, among_named(scene, topic)));
    if sides.area.is_none() && !topic.word.indicator.two_sided() {
        let country = country_of_place(scene, topic);
        return country.map_or(sides, |area| Sides::context(Some(area), None, "the country of a region"));
    }
    // A corridor trades nothing: beside its freight a text tells of the country of the one who speaks.
    let route = sides.area.is_some_and(|area| area.kind() == AreaKind::Corridor);
    if !route || !topic.word.indicator.two_sided() || topic.word.indicator.code() == "investment" {
        return sides;
    }
    let area = speaker_area(scene).or(scene.discourse.area.filter(|area| area.kind() == AreaKind::Country));
    Sides::context(area, None, "the speaker's country, beside a corridor")
}

/// Finds the sides of a figure among the areas of its sentence, and of its context.
fn among_named(scene: &Scene<'_>, topic: &Topic) -> Sides {
    let foreign = |a: &Named| {
        a.what.in_title
            || swallowed(scene.page, topic, a)
            || in_name(scene, topic, a)
            || (venue(scene.page, a) || brings_about(scene, a))
            || others(scene, a)
            || levies(scene, topic, a)
            || (left_out(scene.page, a) || seat(scene.page, a) || whole_of_share(scene.page, a) || described(scene, a))
            || (sourced(scene, a) || of_part_behind(scene, a) || averaged(scene, a) || behind_clause(scene, a))
            || (foresees(scene, a) || whole_of_ours(scene, a))
            || (describes_flow(scene, topic, a) || circumstance(scene, topic, a) || ranked_inside(scene, a))
            || (included(scene, a) || inserted(scene, a) || party(scene, a) || in_other_bracket(scene, a))
            || (topic.word.indicator.code() == "tourism" && comes(scene, a))
            || ranked_among(scene, topic, a)
    };
    let own = |a: &&Named| !foreign(a);
    if let Some(sides) = arrived(scene, topic) {
        return sides;
    }
    let mut named: Vec<Named> = scene.areas().iter().filter(own).copied().collect();
    called_region(scene, topic, &mut named);
    if let Some(sides) = everywhere(scene, topic, &named).or_else(|| in_bracket_behind(scene)) {
        return sides;
    }
    if let Some(sides) = with_others(scene, topic, &named).or_else(|| of_partners(scene, topic, &named)) {
        return sides;
    }
    match topic.word.indicator.code() {
        "trade_turnover" | "national_currency_share" => of_two(scene, topic, &named),
        "exports" | "imports" | "trade_balance" | "gas_exports" | "oil_exports" | "food_trade" => {
            slice_of_all(scene, topic, yours(scene, topic, sectioned(scene, directed(scene, topic, &named))))
        }
        "remittances" | "investment" | "fdi" | "tariff" => flows(scene, topic, &named),
        // "Colombia, un 2,5 % y un 2,3 %, y Perú": the second year is that of the one of whom the first is told.
        _ if let Some(area) = scene.discourse.named_in_turn.0.last().filter(|_| turn(scene).is_some_and(|n| n > 0)) => {
            Sides { label: true, ..Sides::new(Some(*area), None, Origin::Carried, "as the year before") }
        }
        _ => match tied(scene, scene.n) {
            // What a list ties to a number is a part of the whole of which the text speaks, where that has members.
            Some((area, place)) => {
                let last = scene.discourse.last.as_ref().and_then(|l| l.area);
                let wholes = [scene.discourse.whole.map(|(whole, _)| whole), last];
                let label = wholes.into_iter().flatten().any(|whole| area.ever_in(whole));
                let sides = Sides::new(Some(area), None, Origin::Clause, "in the order of the list").at(place);
                Sides { label, ..sides }
            }
            None if let Some(area) = same_order(scene) => {
                let sides = Sides::new(Some(area), None, Origin::Carried, "in the order of the sentence before");
                Sides { label: true, ..sides }
            }
            None => {
                let sides = of_issuer(topic, set_by_body(scene, topic, one_sided(scene, topic, &named)));
                guests(scene, topic, of_world(scene, topic, quoted(scene, topic, sides)))
            }
        },
    }
}

/// The sides of a figure that one of several partners holds or takes, or whose partner the text has named before.
fn of_partners(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Option<Sides> {
    // "34.7 %, China's 35.5": a bare number goes on in the unit of the one before it.
    let bare = |q: &Quantity| q.counted == Counted::Bare && scene.previous().is_some_and(Quantity::is_percent);
    let percent = topic.word.indicator.two_sided() && (scene.quantity().is_percent() || bare(scene.quantity()));
    let next_holder = || if percent { listed_holder(scene, named) } else { None };
    let ranked = || if percent { ranked_holder(scene, topic, named) } else { None };
    let flows_of = matches!(topic.word.indicator.code(), "tourism" | "remittances" | "fdi" | "investment");
    let two = topic.word.indicator.two_sided() || flows_of;
    // Whence guests come is no area of the guests' own.
    let all = if topic.word.indicator.code() == "tourism" { scene.areas() } else { named };
    let next = || restated(scene).or_else(|| next_label(scene, all)).or_else(|| next_sentence(scene, all));
    let next = || next().or_else(|| with_part(scene, all)).or_else(|| first_listed(scene, topic, all));
    let listed = || if two { next().or_else(|| buyer(scene, topic, named)) } else { None };
    went_to(scene, topic, named)
        .or_else(listed)
        .or_else(|| customer(scene, topic, named))
        .or_else(next_holder)
        .or_else(ranked)
        .or_else(|| share_holder(scene, topic, named))
        .or_else(|| whose_share(scene, topic, named))
        .or_else(|| accounts(scene, topic, named))
        .or_else(|| abroad(scene, topic, named))
        .or_else(|| there(scene, topic, named))
        .or_else(|| goes_on(scene, topic, named))
}

/// Trade and payments of two, without a direction.
fn of_two(scene: &Scene<'_>, topic: &Topic, named: &[Named]) -> Sides {
    if let Some(sides) = inside_bracket(scene, topic).filter(|sides| sides.counterpart.is_some()) {
        return sides;
    }
    let sides = met(scene, sectioned(scene, two_sided(scene, topic, named)));
    if topic.word.indicator.code() == "trade_turnover" {
        total_trade(scene, topic, slice_of_all(scene, topic, sides))
    } else {
        within_bloc(scene, named).unwrap_or_else(|| speaker_first(scene, sides))
    }
}

/// "Mutual trade of the union came to 97 billion. The share of national currencies is 93 %": in what its members pay each other, where the
/// paragraph has just told of their trade and the sentence names nobody.
fn within_bloc(scene: &Scene<'_>, named: &[Named]) -> Option<Sides> {
    let last = scene.discourse.last.as_ref().filter(|l| named.is_empty() && l.line == scene.discourse.line)?;
    let bloc = last.area.filter(|area| last.counterpart == Some(*area) && area.kind() != AreaKind::Country)?;
    Some(Sides::carried(bloc, bloc, "inside the bloc, as the trade before"))
}

/// "• China: the bilateral deficit widened", or a section headed "China" of a text on one country's trade: what it says of
/// trade is trade of the two.
fn sectioned(scene: &Scene<'_>, sides: Sides) -> Sides {
    let trade = scene.discourse.title.is_some_and(|t| t.indicator.two_sided());
    let country = |a: &Area| a.kind() == AreaKind::Country;
    let Some(home) = scene.discourse.main.filter(|home| trade && country(home)) else { return sides };
    let own = line_label(scene);
    let label = own.or(scene.discourse.section).filter(|label| *label != home);
    let carried = sides.place.is_none();
    let named = || scene.areas().iter().any(|a| Some(a.what.area) == sides.counterpart);
    let told = sides.counterpart.is_none() || carried && own.is_some() && !named();
    let (Some(label), true) = (label, told) else { return sides };
    let areas = match sides.area {
        Some(area) if area == label && !carried => (area, home),
        Some(area) if area == label || area == home => (home, label),
        _ => return sides,
    };
    Sides { area: Some(areas.0), counterpart: Some(areas.1), rule: "with the partner of its section", ..sides }
}

/// The area with which a line opens and which a colon, or a full stop of its own, parts from the rest.
fn line_label(scene: &Scene<'_>) -> Option<Area> {
    let first = scene.page.lines[scene.discourse.line].first;
    let opens = within(&scene.mentions.areas, first, first + 4).first()?;
    let alone =
        scene.page.is(opens.last, b'.') && scene.page.sentence_of(opens.last + 1) > scene.page.sentence_of(opens.first);
    let label = opens.first <= first + 2 && opens.last < scene.quantity().first;
    (label && (scene.page.is(opens.last, b':') || alone)).then_some(opens.what.area)
}

/// "5.5, 9.3, 8.1 and 6.8 per cent in the same order": the area of which the sentence before told in this place, behind a
/// whole of which the others are parts.
fn same_order(scene: &Scene<'_>) -> Option<Area> {
    let (start, end) = scene.lists.ordered.filter(|(start, end)| (*start..*end).contains(&scene.n))?;
    // "Armenia and Belarus. The two economies will grow by 5.3 % and 1.9 % respectively."
    let label = scene.local.index.checked_sub(1).map(|i| scene.found.local(i)).filter(|s| s.quantities.is_empty());
    let named = label.map(|s| within(&scene.mentions.areas, s.first, s.last)).unwrap_or_default();
    if named.len() == end - start && named.len() > 1 {
        return named.get(scene.n - start).map(|a| a.what.area);
    }
    let areas = &scene.discourse.named_in_turn.1;
    let parts = if areas.len() == end - start + 1 { areas.get(1..)? } else { areas };
    parts.get(scene.n - start).copied().filter(|_| parts.len() == end - start)
}

/// The area that a list ties to a number of the sentence.
fn tied(scene: &Scene<'_>, n: usize) -> Option<(Area, (usize, usize))> {
    scene.lists.areas.get(n).copied().flatten()
}

/// Whether a list ties an area to another number than this one, which has its own.
fn others(scene: &Scene<'_>, area: &Named) -> bool {
    let own = tied(scene, scene.n).is_some_and(|(_, place)| place != area.place());
    own && scene.lists.areas.iter().flatten().any(|(_, place)| *place == area.place())
}

/// An area inside the indicator's own phrase ("world output", "рост мировой экономики") counts; inside another word it does
/// not, nor where it is the whole of a share or only describes another word of the phrase ("tasa global de participación").
fn swallowed(page: &Page<'_>, topic: &Topic, area: &Named) -> bool {
    let inside = topic.place.is_some_and(|p| p.0 < area.first && area.last < p.1);
    // "El 36,7 % del PIB mundial": what is a share of the world's is nobody's but the holder's.
    let whole = topic.word.measure == Some("share") && area.what.area.code() == "WORLD";
    let closes = topic.place.is_some_and(|p| p.0 < area.first && area.last == p.1);
    inside && (topic.word.measure == Some("share") || page.link(area.last, Link::Of)) || closes && whole
}

/// "La tasa global de participación": whether an area is but a word in the name of another indicator.
fn in_name(scene: &Scene<'_>, topic: &Topic, area: &Named) -> bool {
    let name = covering(scene.indicators(), area.first).filter(|i| Some(i.place()) != topic.place);
    // "La moitié de la population mondiale et 40 % du PIB": the world of another whole is no area either.
    let world = area.what.area.code() == "WORLD";
    // "Below its OPEC quota": nor is a group that sets its member an aim.
    let aim = |s: &At<(ObsStatus, StatusKind)>| s.first == area.last && s.what == (ObsStatus::Target, StatusKind::Noun);
    let its = || scene.page.before_is(area.first, Link::Its);
    if area.what.area.kind() != AreaKind::Country && its() && scene.statuses().iter().any(aim) {
        return true;
    }
    name.is_some_and(|i| i.first < area.first && (area.last < i.last || world && area.last == i.last))
}

/// What the context speaks of: the figure before in this line, the heading, the speaker's country, the document.
fn fallback(scene: &Scene<'_>, topic: &Topic) -> Sides {
    let discourse = scene.discourse;
    let one = |area: Area, rule: &'static str| Sides::new(Some(area), None, Origin::Carried, rule);
    let speaker = speaker_area(scene);
    // "You have set yourselves a goal, and with a population of 280 million": of the two, the word before the number says whose.
    let pronoun = |l: &&At<Link>| matches!(l.what, Link::We | Link::You) && l.last <= scene.quantity().first;
    let theirs = scene.links().iter().rfind(pronoun).is_some_and(|l| l.what == Link::You);
    if let Some(other) = addressed(scene).filter(|_| theirs) {
        return one(other, "the country of the one to whom is spoken");
    }
    if let Some(area) = speaker.filter(|_| scene.found.speakers.transcript && scene.says(Link::We)) {
        return one(area, "the speaker's own country");
    }
    if let Some(bloc) = bloc(scene) {
        return one(bloc, "the bloc last named");
    }
    if let Some(area) = next_speaker(scene) {
        return one(area, "the country of the next who speaks");
    }
    let before = discourse.last.as_ref();
    let apart = scene.page.lines[discourse.line].after_blank;
    let left = |l: &Last| returns(scene, l.area, l.line);
    let near = |l: &&Last| l.line == discourse.line || discourse.line - l.line <= 1 && !apart && !left(l);
    // The freight of a corridor is no country's: a text that tells of it goes on with it.
    let corridor = |l: &&Last| l.area.is_some_and(|a| a.kind() == AreaKind::Corridor);
    let route = |l: &&Last| corridor(l) && scene.discourse.line - l.line <= 6;
    let carried =
        matches!(topic.word.indicator.code(), "freight" | "passenger_traffic") || topic.word.indicator.two_sided();
    // "US consumer prices rose by 3.7 %. (Next paragraph) Core inflation slowed": the core is that of the prices told of just before.
    let core = |l: &Last| {
        let prices = topic.word.indicator.code() == "core_inflation" && l.word.indicator.code() == "inflation";
        prices && discourse.line - l.line <= 1
    };
    let close = |l: &&Last| if corridor(l) { carried && route(l) } else { near(l) || core(l) };
    let last = before.filter(close).and_then(|l| l.area);
    // "Russia's war continues. South Africa's economy shrank. Inflation rose": of what a figure has turned away from, a text does
    // not speak any more.
    let newer = |area: Area, named: usize| {
        let left = discourse.placed.is_some_and(|(other, at)| other != area && at >= named);
        !left && (last.is_none() || before.is_none_or(|l| l.sentence < named))
    };
    // What somebody else has named in a talk is not what one who speaks for a country goes on with.
    let own = |area: Area, named: usize| {
        let turn = !scene.found.speakers.transcript || scene.page.sentences[named].line == discourse.line;
        turn || speaker.or(scene.found.context.host).is_none_or(|own| own == area)
    };
    let stays = |area: Area, named: usize| !returns(scene, Some(area), scene.page.sentences[named].line);
    let subject =
        discourse.subject.filter(|(area, named)| newer(*area, *named) && own(*area, *named) && stays(*area, *named));
    let subject = subject.map(|(area, _)| area);
    match (subject, last, discourse.home()) {
        (Some(area), ..) => one(area, "the area last named"),
        (_, Some(area), Some(home)) if let Some(rule) = back_home(scene, topic, area, home) => one(home, rule),
        (_, Some(area), _) => one(area, "as the figure before"),
        (.., Some(area)) => match of_hosts(scene, area) {
            Some(own) => one(own, "the country of those who speak"),
            None => one(area, "the document's area"),
        },
        _ => match office_area(scene).filter(|_| speaker.is_none()) {
            Some(area) => Sides::context(Some(area), None, "the country of a body or office"),
            None => Sides::context(speaker, None, "the speaker's country"),
        },
    }
}

/// The other one of a pair.
pub fn other_of((a, b): (Area, Area), area: Area) -> Option<Area> {
    if area == a {
        Some(b)
    } else if area == b {
        Some(a)
    } else {
        None
    }
}
