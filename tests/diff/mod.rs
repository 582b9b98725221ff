//! `ladder diff`: what it finds, and how it is written.

mod apply;
mod formats;
mod identity;
mod laws;
mod output;
mod pairs;
mod people;
mod renamed;
mod steps;
mod texts;
mod told;
