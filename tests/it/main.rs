//! The one integration binary: the program as its users meet it, the rules' examples, and the shape of the tree.

mod build;
mod cli;
mod corpus;
mod errors;
mod formats;
mod hostile;
mod import;
mod ingest;
mod integrity;
mod made;
mod review;
mod support;
mod tidy;
mod vintages;
mod web;
