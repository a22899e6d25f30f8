//! `attested` stores economic figures that are *quoted*: it reads documents, pulls every quoted figure out with its
//! value, bound, indicator, areas, period, speaker and exact place in the text, keeps them as typed time series with
//! vintages, and compares what was said. Every number leads back to its sentence. It reports who said what; it never
//! endorses.
//!
//! The layers, and what each may know of the others, are in `ARCHITECTURE.md`; a test holds the code to it.

pub mod analysis;
pub mod chart;
pub mod claims;
pub mod cli;
pub mod dataset;
pub mod extract;
pub mod ingest;
pub mod lang;
pub mod model;
pub mod official;
pub mod report;
pub mod review;
pub mod store;
pub mod text;
