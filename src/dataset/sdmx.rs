//! Observations as SDMX-CSV 2.0: a data message that SDMX readers take.
//!
//! Every dimension has a value in every row: `_Z` is "not applicable", as in the cross-domain code lists. A figure is a
//! dimension of its own, since many documents speak of one series and period.

use crate::model::{ObsStatus, Observation};

use super::DatasetError;
use super::input::{Input, Names};
use super::quoted::{Quoted, quoted};
use super::sheet::Sheet;
use super::table::{Cell, Column, Table};

/// The dataflow that the rows are of: agency, id and version.
const DATAFLOW: &str = "ATTESTED:QUOTED_FIGURES(1.0)";
/// A dimension that does not apply.
const NONE: &str = "_Z";

/// `sdmx.csv`: every observation as a row of SDMX-CSV 2.0.
pub fn sdmx(input: &Input) -> Result<Table, DatasetError> {
    let names = Names::of(input.documents);
    let about = "Every observation as SDMX-CSV 2.0. Columns go by SDMX concepts; _Z is not applicable.";
    let sheet = attributes(dimensions(Sheet::<Quoted>::new("sdmx", about)));
    Ok(sheet.rows(quoted(input, &names)?).key(&["FIGURE"]))
}

fn dimensions<'a>(sheet: Sheet<Quoted<'a>>) -> Sheet<Quoted<'a>> {
    sheet
        .code("STRUCTURE", "The kind of structure that STRUCTURE_ID names.", |_| "dataflow".into())
        .code("STRUCTURE_ID", "The dataflow.", |_| DATAFLOW.into())
        .code("ACTION", "I: the row informs.", |_| "I".into())
        .code("INDICATOR", "The indicator's code.", |q| q.observation.key.indicator.code().into())
        .text("ITEM", "A slice of the indicator; _T is the total.", |q| {
            q.observation.key.item.as_deref().unwrap_or("_T").into()
        })
        .code("REF_AREA", "The area.", |q| q.observation.key.area.code().into())
        .code("COUNTERPART_AREA", "The counterpart.", |q| {
            q.observation.key.counterpart.map_or(NONE, |area| area.code()).into()
        })
        .code("MEASURE", "level, share, growth or change.", |q| q.observation.key.measure.measure().into())
        .code("BASIS", "What a growth or change is measured against.", |q| {
            q.observation.key.measure.basis().unwrap_or_else(|| NONE.to_owned()).into()
        })
        .code("UNIT_MEASURE", "The unit.", |q| q.observation.key.unit.code().into())
        .code("TIME_PERIOD", "The period.", |q| Cell::text(q.observation.period))
        .code("FIGURE", "The figure.", |q| Cell::text(&q.observation.id))
}

fn attributes<'a>(sheet: Sheet<Quoted<'a>>) -> Sheet<Quoted<'a>> {
    sheet
        .number("OBS_VALUE", "The value in units; the low end of a range.", |q| q.observation.quantity.value().into())
        .number("OBS_VALUE_HIGH", "The high end of a range.", |q| q.observation.quantity.value_high().into())
        .code("BOUND", "exact, about, above, below or range.", |q| q.observation.quantity.stated.bound().into())
        .code("OBS_STATUS", "CL_OBS_STATUS: A normal, P provisional, F forecast; a target is F, too.", |q| {
            status(q.observation).into()
        })
        .code("QUOTED_STATUS", "actual, estimate, forecast or target.", |q| Cell::text(q.observation.status))
        .code("VINTAGE", "The day from which on it was public.", |q| {
            q.observation.vintage.map(Cell::text).unwrap_or_default()
        })
        .text("SPEAKER", "Who said so.", |q| q.observation.speaker.as_ref().into())
        .text("SOURCE", "The document.", |q| q.document.name.into())
}

/// The structure of which the rows are, as SDMX-ML 2.1: concepts, data structure and dataflow, from the table's own columns.
pub(super) fn structure(table: &Table) -> Vec<u8> {
    let own: Vec<&Column> = table.columns.iter().skip(STRUCTURAL).collect();
    let measure = own.iter().position(|column| column.name == "OBS_VALUE").unwrap_or(own.len());
    let (dimensions, rest) = own.split_at(measure);
    let concepts: String = own.iter().map(|column| concept(column)).collect();
    let time = |column: &&&Column| column.name == "TIME_PERIOD";
    let ordinary = dimensions.iter().filter(|column| !time(column)).chain(dimensions.iter().filter(time));
    let dimensions: String = (1..).zip(ordinary).map(|(position, column)| dimension(position, &column.name)).collect();
    let attributes: String = rest.iter().skip(1).map(|column| attribute(&column.name)).collect();
    SKELETON
        .replace("{concepts}", &concepts)
        .replace("{dimensions}", &dimensions)
        .replace("{attributes}", &attributes)
        .replace("{measure}", &identity("OBS_VALUE"))
        .into_bytes()
}

/// The columns that name the structure and the action.
const STRUCTURAL: usize = 3;

/// A header wants a time of preparation; none is read, so that the same input gives the same bytes.
const SKELETON: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<mes:Structure xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message" xmlns:str="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/structure" xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
<mes:Header><mes:ID>QUOTED_FIGURES</mes:ID><mes:Test>false</mes:Test><mes:Prepared>1970-01-01T00:00:00</mes:Prepared><mes:Sender id="ATTESTED"/></mes:Header>
<mes:Structures>
<str:Dataflows><str:Dataflow agencyID="ATTESTED" version="1.0" id="QUOTED_FIGURES"><com:Name xml:lang="en">Quoted figures</com:Name><str:Structure><Ref id="QUOTED_FIGURES" version="1.0" agencyID="ATTESTED" package="datastructure" class="DataStructure"/></str:Structure></str:Dataflow></str:Dataflows>
<str:Concepts><str:ConceptScheme agencyID="ATTESTED" version="1.0" id="CONCEPTS"><com:Name xml:lang="en">Concepts of quoted figures</com:Name>
{concepts}</str:ConceptScheme></str:Concepts>
<str:DataStructures><str:DataStructure agencyID="ATTESTED" version="1.0" id="QUOTED_FIGURES"><com:Name xml:lang="en">Quoted figures</com:Name><str:DataStructureComponents>
<str:DimensionList id="DimensionDescriptor">
{dimensions}</str:DimensionList>
<str:AttributeList id="AttributeDescriptor">
{attributes}</str:AttributeList>
<str:MeasureList id="MeasureDescriptor"><str:PrimaryMeasure id="OBS_VALUE">{measure}</str:PrimaryMeasure></str:MeasureList>
</str:DataStructureComponents></str:DataStructure></str:DataStructures>
</mes:Structures>
</mes:Structure>
"#;

fn concept(column: &Column) -> String {
    let about = column.about.replace('&', "&amp;").replace('<', "&lt;");
    format!("<str:Concept id=\"{}\"><com:Name xml:lang=\"en\">{about}</com:Name></str:Concept>\n", column.name)
}

fn identity(id: &str) -> String {
    format!(
        "<str:ConceptIdentity><Ref id=\"{id}\" maintainableParentID=\"CONCEPTS\" maintainableParentVersion=\"1.0\" \
         agencyID=\"ATTESTED\" package=\"conceptscheme\" class=\"Concept\"/></str:ConceptIdentity>"
    )
}

fn dimension(position: usize, id: &str) -> String {
    if id == "TIME_PERIOD" {
        let times =
            "<str:LocalRepresentation><str:TextFormat textType=\"ObservationalTimePeriod\"/></str:LocalRepresentation>";
        return format!(
            "<str:TimeDimension id=\"{id}\" position=\"{position}\">{}{times}</str:TimeDimension>\n",
            identity(id)
        );
    }
    format!("<str:Dimension id=\"{id}\" position=\"{position}\">{}</str:Dimension>\n", identity(id))
}

fn attribute(id: &str) -> String {
    let of_value = "<str:AttributeRelationship><str:PrimaryMeasure><Ref id=\"OBS_VALUE\"/></str:PrimaryMeasure></str:AttributeRelationship>";
    format!("<str:Attribute id=\"{id}\" assignmentStatus=\"Conditional\">{}{of_value}</str:Attribute>\n", identity(id))
}

/// The code of SDMX for a status.
fn status(observation: &Observation) -> &'static str {
    match observation.status {
        ObsStatus::Actual => "A",
        ObsStatus::Estimate => "P",
        ObsStatus::Forecast | ObsStatus::Target => "F",
    }
}
