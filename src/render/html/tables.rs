//! The tables that a comparison goes by, as a page.

use maud::html;

use super::alone;
use super::parts::{badge, impacts};
use super::shell::Shell;
use crate::diff::{KINDS, negations, scales};

/// The page of the impacts, the kinds of change and the words that are judged.
pub(super) fn page() -> Shell<'static> {
    let main = html! {
        header.hero { h1 { "How ladders are compared" } }
        section { h2 { "Impacts" } (impacts()) }
        section {
            h2 { "Kinds of change" }
            dl.kinds {
                @for row in KINDS {
                    div {
                        dt { code { (row.name) } }
                        dd {
                            (row.meaning)
                            ul { @for ruling in row.rulings { li { (ruling.case.when()) ": " (badge(ruling.impact)) } } }
                        }
                    }
                }
            }
        }
        section {
            h2 { "Words, from weaker to stronger" }
            @for scale in scales() {
                h3 { (scale.name) }
                p { (scale.meaning) }
                ol {
                    @for strength in &scale.strengths {
                        li value=(strength.rank) { (strength.words.join(", ")) }
                    }
                }
            }
            p { "Negated by " (negations().join(", ")) "." }
        }
    };
    alone("How ladders are compared".to_owned(), main, &[], &[])
}
