//! Words that mean another indicator in a text of another kind.

use super::contribution::branch;
use super::ratio::ratio;
use super::slices::{item_fits, item_of};
use super::{Candidate, budgetary};
use crate::extract::discourse::{Last, Spoken};
use crate::extract::mention::{At, covering, within};
use crate::extract::quantity::Counted;
use crate::extract::scaled::RECEIPTS;
use crate::extract::scene::Scene;
use crate::lang::reading::IndicatorWord;
use crate::lang::{ItemWord, Link, Reading, Strength};
use crate::model::Indicator;

/// "Producer prices fell by 1.5 %. Excluding energy, prices rose": whether bare prices follow in a line that has told of no others.
fn bare_prices(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let consumer = |h: &Spoken| h.line == scene.discourse.line && h.word.indicator.code() == "inflation";
    let bare = candidate.word.indicator.code() == "inflation" && candidate.place.is_some();
    bare && !scene.discourse.history.iter().any(consumer)
}

/// "Household consumption rose by 5.3 %, while government spending fell by 1.8 %", in a text on output.
fn state_consumes(scene: &Scene<'_>, candidate: &mut Candidate) {
    let spent = government_as_a_whole(candidate) && scene.quantity().is_percent() && !ratio(scene);
    let households = |h: &Spoken| h.line == scene.discourse.line && h.word.indicator.code() == "consumption";
    if spent && scene.discourse.history.iter().any(households) {
        candidate.word.indicator = "consumption".parse().unwrap_or(candidate.word.indicator);
        candidate.item = Some("government");
    }
}

/// Weak words that mean another indicator in a text of another kind: inflows of investment, sales abroad, credit of a state.
pub(super) fn renamed(scene: &Scene<'_>, candidate: &mut Candidate, weak: bool) {
    let spoken = scene.discourse.recent(scene.local.index).map(|l| l.word.indicator);
    // "In the twelve months to May, inflows amounted to 70.5 billion", of investment.
    let flows = weak && candidate.word.indicator.code() == "remittances";
    if let Some(spoken) = spoken.filter(|s| flows && matches!(s.code(), "fdi" | "investment")) {
        candidate.word.indicator = spoken;
    }
    // "Russian sales to the South American giant": in a text on trade, what is sold is exported.
    let good = || {
        let exports = "exports".parse().ok();
        let item = |m: &At<&'static ItemWord>| Some(m.what.item) == candidate.item;
        exports.is_some_and(|e| scene.items().iter().any(|m| item(m) && m.what.slices(e)))
    };
    let sold = weak && candidate.word.indicator.code() == "retail_sales" && (candidate.item.is_none() || good());
    let title = scene.discourse.title.map(|t| t.indicator);
    // "The krone gained 1 %. Sales rose by 2 %": what a currency is worth is no trade.
    let told = spoken.filter(|s| s.code() != "exchange_rate").or(title);
    if sold && told.is_some_and(Indicator::two_sided) {
        candidate.word.indicator = "exports".parse().unwrap_or(candidate.word.indicator);
        // "Hors aéronautique, nos ventes reculent": with the slices of exports.
        candidate.item = sliced_anew(scene, candidate);
    }
    if let Some(gate) = spoken.filter(|s| weak && s.code() == "producer_prices" && bare_prices(scene, candidate)) {
        candidate.word.indicator = gate;
    }
    money_sent(scene, candidate, spoken.or(title).filter(|_| weak));
    if put_abroad(scene, candidate) {
        candidate.word.indicator = "investment".parse().unwrap_or(candidate.word.indicator);
    }
    if of_capital(scene, candidate) {
        candidate.word.indicator = "fixed_capital_investment".parse().unwrap_or(candidate.word.indicator);
    }
    of_branch(scene, candidate, spoken.filter(|_| weak));
    state_consumes(scene, candidate);
    wage_bill(scene, candidate);
    paid_in(scene, candidate);
    if let Some(houses) = houses_told(scene, candidate, spoken).filter(|_| weak) {
        of_homes(scene, candidate, houses);
    }
    if weak {
        earned_by_sales(scene, candidate);
    }
    // "Введено 8,9 млн кв. м": what is built in square metres are homes.
    let metres = matches!(scene.quantity().counted, Counted::Unit(unit, _) if unit.code() == "square_metres");
    if metres && candidate.word.indicator.code() == "construction" {
        candidate.word.indicator = "housing".parse().unwrap_or(candidate.word.indicator);
    }
    if of_power(scene, candidate) {
        candidate.word.indicator = "electricity".parse().unwrap_or(candidate.word.indicator);
        candidate.item = Some("consumption");
    }
    if let Some(whole) = spoken.or(title).filter(|s| consumed(scene, candidate, *s)) {
        candidate.word.indicator = whole;
    }
    if let Some((prices, item)) = paid_by_consumers(scene, candidate, spoken.or(title)) {
        (candidate.word.indicator, candidate.item) = (prices, Some(item));
    }
    owed_abroad(scene, candidate, spoken);
    // "Neue Kredite: 89,9 Mrd. €" below a heading on the budget: what a state takes up as credit it borrows.
    if candidate.word.indicator.code() == "credit" && scene.discourse.topic.is_some_and(|w| budgetary(w.indicator)) {
        candidate.word.indicator = "government_borrowing".parse().unwrap_or(candidate.word.indicator);
    }
}

/// "Los envíos cayeron", in a text on remittances; "cash transfers to Nepal came to 6 billion": what is sent in the one is money, and what
/// goes to a country in cash, where a state pays it to people, is sent home.
fn money_sent(scene: &Scene<'_>, candidate: &mut Candidate, spoken: Option<Indicator>) {
    let sent = candidate.word.indicator.code() == "exports" && candidate.item.is_none();
    let country = |at: usize| covering(scene.areas(), at).is_some_and(|a| a.first == at && !a.what.in_title);
    let paid = candidate.word.indicator.code() == "budget_expenditure" && candidate.item == Some("social");
    if let Some(money) = spoken.filter(|i| sent && i.code() == "remittances") {
        candidate.word.indicator = money;
    } else if candidate.place.is_some_and(|p| paid && scene.page.link(p.1, Link::To) && country(p.1 + 1)) {
        candidate.word.indicator = "remittances".parse().unwrap_or(candidate.word.indicator);
        candidate.item = None;
    }
}

/// "Of this sum 25 billion is external debt", of public debt: what a state owes abroad is a part of what it owes.
fn owed_abroad(scene: &Scene<'_>, candidate: &mut Candidate, spoken: Option<Indicator>) {
    let opens = |i: usize| scene.page.link(i, Link::PartOfRun);
    let part = candidate.word.indicator.code() == "external_debt" && candidate.place.is_some();
    let owed = spoken.filter(|s| part && s.code() == "public_debt");
    let told = (scene.local.first..scene.local.first + 3).chain([scene.quantity().last]).any(opens);
    // So it is where the text tells of its domestic debt, too.
    let domestic = |i: &At<IndicatorWord>| i.what.indicator.code() == "public_debt" && i.what.item == Some("domestic");
    let told = told || owed.is_some() && scene.mentions.indicators.iter().any(domestic);
    if let Some(owed) = owed.filter(|_| told) {
        (candidate.word.indicator, candidate.item) = (owed, Some("external"));
    }
}

/// "Fixed capital investment fell by 3 %. … Investment will rise by 1.7 %", "household consumption rose by 0.1 %, but investment by 0.4 %": bare
/// investment that grows is that in capital, in a text that has told of that, or beside what else an economy spends.
fn of_capital(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let bare = candidate.word.indicator.code() == "investment" && candidate.item.is_none() && candidate.place.is_some();
    let told = |h: &Spoken| match h.word.indicator.code() {
        "fixed_capital_investment" => true,
        "consumption" => h.line == scene.discourse.line,
        _ => false,
    };
    let titled = || scene.discourse.title.is_some_and(|t| t.indicator.code() == "fixed_capital_investment");
    bare && scene.quantity().is_percent() && (titled() || scene.discourse.history.iter().any(told))
}

/// "Orders in construction rose. Turnover grew by 6.3 %": what a branch of which the text speaks turns over is no trade of countries; and what
/// services did in a text on prices, their prices did.
fn of_branch(scene: &Scene<'_>, candidate: &mut Candidate, spoken: Option<Indicator>) {
    const BRANCHES: [&str; 5] = ["construction", "retail_sales", "services", "industrial_production", "manufacturing"];
    let Some(spoken) = spoken else { return };
    match candidate.word.indicator.code() {
        "trade_turnover" => {
            let here = |h: &&Spoken| h.line == scene.discourse.line && BRANCHES.contains(&h.word.indicator.code());
            let traded = scene.discourse.history.iter().any(|h| h.word.indicator.two_sided());
            let told = scene.discourse.history.iter().rfind(here).map(|h| h.word.indicator).filter(|_| !traded);
            let branch = Some(spoken).filter(|s| BRANCHES.contains(&s.code())).or(told);
            // "Construction grew by 18.5 %, trade by 8.6 %": trade is a branch of its own, where turnover is that of the one before.
            let beside = scene.told().filter(|l| l.sentence == scene.local.index && l.word.indicator.is_branch());
            let turnover = candidate.place.is_none_or(|p| scene.page.link(p.0, Link::Volume));
            if beside.is_none() || turnover {
                candidate.word.indicator = branch.unwrap_or(candidate.word.indicator);
            }
        }
        "services" if matches!(spoken.code(), "inflation" | "core_inflation") && scene.quantity().is_percent() => {
            let prices = "inflation".parse().unwrap_or(spoken);
            (candidate.word.indicator, candidate.item) = (prices, Some("services"));
        }
        _ => {}
    }
}

/// "The average wage in construction reached 90,000 roubles, that of miners 190,000": what is earned in a branch that "in" leads to behind
/// wages, or of whose people the sentence goes on to tell, is a slice of those.
fn paid_in(scene: &Scene<'_>, candidate: &mut Candidate) {
    const REACH: usize = 4;
    let branched = candidate.word.indicator.is_branch() || candidate.word.indicator.code() == "retail_sales";
    let Some(place) = candidate.place.filter(|_| branched) else { return };
    let wages = |i: &&At<IndicatorWord>| i.what.indicator.code() == "wages" && i.last <= place.0;
    let parted = |at: usize| scene.before().iter().any(|q| q.first >= at && q.last <= place.0);
    let inside = (place.0.saturating_sub(REACH)..=place.0).any(|i| scene.page.link(i, Link::In));
    let named = scene.indicators().iter().rfind(wages).filter(|i| inside && !parted(i.last));
    let told = scene.told().filter(|l| l.word.indicator.code() == "wages" && l.counted == scene.quantity().counted);
    let word = named.map(|i| i.what).or(told.map(|l| l.word).filter(|_| scene.quantity().is_money()));
    if let Some(word) = word {
        let item = candidate.item.or(branch(candidate.word.indicator.code()));
        (candidate.word, candidate.item) = (word, item);
    }
}

/// "The wage bill, at 13.7 % of GDP": the wages that are set beside a whole economy are those that the government pays.
fn wage_bill(scene: &Scene<'_>, candidate: &mut Candidate) {
    let bill = candidate.word.indicator.code() == "wages" && candidate.place.is_some() && ratio(scene);
    if bill {
        candidate.word.indicator = "budget_expenditure".parse().unwrap_or(candidate.word.indicator);
        candidate.item = Some("wages");
    }
}

/// "Российские капиталовложения в казахстанскую экономику": what the capital of one country is put into in another is no fixed capital
/// formation of either.
fn put_abroad(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let capital = candidate.place.filter(|_| candidate.word.indicator.code() == "fixed_capital_investment");
    let Some((first, last)) = capital else { return false };
    let into = |i: usize| scene.page.before_one(i, &[Link::In, Link::Into]);
    let from = scene.areas().iter().find(|a| a.last == first).map(|a| a.what.area);
    within(scene.areas(), last, last + 4).iter().any(|a| from.is_some_and(|f| f != a.what.area) && into(a.first))
}

/// "Incomes are to fall by 3 % and to grow by 3 % in the year after", in a text on what people earn: a weak word for income is theirs, and
/// so is growth behind the word; gives whether the candidate is one of those.
pub(super) fn earned(scene: &Scene<'_>, candidate: &mut Candidate) -> bool {
    if !scene.quantity().is_percent() || !matches!(candidate.word.indicator.code(), "budget_revenue" | "gdp") {
        return false;
    }
    let told = |code: &str| scene.discourse.history.iter().rfind(|h| h.word.indicator.code() == code).map(|h| h.word);
    let Some(earned) = told("real_incomes").filter(|_| told("budget_revenue").is_none()) else { return false };
    let income = |word: IndicatorWord| word.indicator.code() == "budget_revenue" && word.strength == Strength::Weak;
    // "Incomes will go down again, and growth over the year will not exceed 2 %".
    let growth = |(first, _): (usize, usize)| {
        let before = within(scene.indicators(), scene.local.first, first).last();
        before.is_some_and(|i| income(i.what) || i.what.indicator == earned.indicator)
    };
    let grown = candidate.word.indicator.code() == "gdp" && candidate.place.is_some_and(growth);
    let theirs = income(candidate.word) || grown;
    if theirs {
        candidate.word = IndicatorWord { strength: Strength::Weak, ..earned };
    }
    theirs
}

/// The slice that stands beside a candidate whose indicator has become another.
fn sliced_anew(scene: &Scene<'_>, candidate: &Candidate) -> Option<&'static str> {
    let place = candidate.place.map(|(first, last)| At { first, last, what: candidate.word });
    place.and_then(|at| item_of(scene, &at))
}

/// "Coffee exports rose. The earnings came to 290 million dollars", "1.2 million tourists came, and earnings reached a billion": what is earned is
/// no wage where the text has just told what a country sells, or of its guests, and has told of no wages, or counts it in millions.
fn earned_by_sales(scene: &Scene<'_>, candidate: &mut Candidate) {
    let number = scene.quantity();
    let wages = candidate.word.indicator.code() == "wages" && candidate.item.is_none() && candidate.place.is_some();
    let much = number.is_percent() || number.is_money() && number.exponent >= 6;
    let told = || scene.discourse.history.iter().any(|h| h.word.indicator.code() == "wages");
    if !wages || !much || number.is_percent() && told() {
        return;
    }
    let sales = |l: &&Last| matches!(l.word.indicator.code(), "exports" | "oil_exports" | "gas_exports" | "tourism");
    let Some(told) = scene.discourse.recent(scene.local.index).filter(sales) else { return };
    candidate.word.indicator = told.word.indicator;
    candidate.item = if told.word.indicator.code() == "tourism" { Some(RECEIPTS) } else { told.item };
}

/// The prices of houses, where they are what the text spoke of last; bare prices are so, too, in a text that has them in its title or has told
/// of them, and of no others.
fn houses_told(scene: &Scene<'_>, candidate: &Candidate, spoken: Option<Indicator>) -> Option<Indicator> {
    let houses = |i: &Indicator| i.code() == "house_prices";
    let told = || scene.discourse.history.iter().map(|h| h.word.indicator);
    let others = || told().any(|i| i.is_price_rate() || matches!(i.code(), "producer_prices" | "commodity_price"));
    let bare =
        candidate.word.indicator.code() == "inflation" && candidate.place.is_some() && scene.quantity().is_percent();
    let text = || scene.discourse.title.map(|t| t.indicator).filter(houses).or_else(|| told().find(houses));
    spoken.filter(houses).or_else(|| if bare { text().filter(|_| !others()) } else { None })
}

/// "Prices rose by 4 % on the quarter", "flats were up 5 % and villas 2 %", "purchases rose by a tenth", in a text on what
/// houses cost: a weak word for prices, or for homes of one kind, is of theirs, and what is bought there are homes.
fn of_homes(scene: &Scene<'_>, candidate: &mut Candidate, houses: Indicator) {
    let share = scene.quantity().is_percent() || scene.quantity().counted == Counted::Fraction;
    match (candidate.word.indicator.code(), candidate.word.item) {
        ("imports", None) => {
            candidate.word.indicator = "housing".parse().unwrap_or(candidate.word.indicator);
            candidate.item = Some("purchases");
        }
        ("inflation", None) | ("housing", None) if share || candidate.word.indicator.code() == "inflation" => {
            candidate.word.indicator = houses;
            // "La usada se encareció": with the slices of house prices, of which the word itself may be one.
            let own =
                candidate.place.and_then(|p| covering(scene.items(), p.0)).and_then(|m| item_fits(m.what, houses));
            candidate.item = sliced_anew(scene, candidate).or(own);
        }
        _ => {}
    }
}

/// "La consommation d'énergie recule", in a text on what households spend: a word for consumption names a slice of it.
fn consumed(scene: &Scene<'_>, candidate: &Candidate, spoken: Indicator) -> bool {
    let part =
        matches!(candidate.word.indicator.code(), "energy_other" | "retail_sales") && candidate.word.item.is_some();
    let consumption =
        |r: &Reading| matches!(r, Reading::Indicator(w) if w.indicator.code() == "consumption").then_some(());
    let named = |(first, _): (usize, usize)| scene.page.at(first).iter().any(|m| consumption(m.reading).is_some());
    part && spoken.code() == "consumption" && scene.quantity().is_percent() && candidate.place.is_some_and(named)
}

/// "Power output rose by 4.1 %, consumption by 2 %, to 102 billion kWh": what is consumed in kilowatt-hours, or behind electricity in the
/// same sentence, is electricity.
fn of_power(scene: &Scene<'_>, candidate: &Candidate) -> bool {
    let plain = candidate.word.indicator.code() == "consumption" && candidate.item.is_none();
    let hours = matches!(scene.quantity().counted, Counted::Unit(unit, _) if unit.code() == "kWh");
    let told = || scene.told().is_some_and(|l| l.word.indicator.code() == "electricity");
    plain && (hours || scene.quantity().is_percent() && told())
}

/// Whether what a state spends is what a candidate is of, as a whole.
fn government_as_a_whole(candidate: &Candidate) -> bool {
    candidate.word.indicator.code() == "budget_expenditure" && candidate.place.is_some() && candidate.item.is_none()
}

/// "Rice prices fell by 15.9 percent", "electricity went up by 10 percent", in a text on inflation: what consumers pay for a good, which
/// is a slice of prices.
fn paid_by_consumers(
    scene: &Scene<'_>,
    candidate: &Candidate,
    spoken: Option<Indicator>,
) -> Option<(Indicator, &'static str)> {
    let place = candidate.place.filter(|_| scene.quantity().is_percent())?;
    let alone = match candidate.word.indicator.code() {
        "commodity_price" => false,
        "electricity" | "housing" => true,
        _ => return None,
    };
    if !spoken.is_some_and(|i| matches!(i.code(), "inflation" | "core_inflation")) {
        return None;
    }
    let good =
        covering(scene.items(), if alone { place.1 - 1 } else { place.0 }).filter(|m| !alone || m.last == place.1)?;
    let prices = "inflation".parse().ok()?;
    item_fits(good.what, prices).map(|item| (prices, item))
}
