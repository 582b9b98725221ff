//! What a project says of how its site is called and looks.

use std::fmt::Write as _;

use crate::config::{Color, PLACEHOLDERS, SiteConfig};
use crate::render::html::fragment;
use crate::render::tokens::{self, PAPER, Token};

/// A site's name, colours and words.
#[derive(Default)]
pub struct Look {
    /// Its name.
    pub name: String,
    /// The name of the file of its logo in the site, and what is in it.
    pub logo: Option<(String, Vec<u8>)>,
    /// What each page says at its end.
    pub note: Option<String>,
    feedback: Option<String>,
    /// What the style sheet says in addition.
    pub(super) colors: String,
}

/// The name of a site that has none.
const NAME: &str = "Career ladders";

/// The ends of the names of pictures that every browser shows.
pub const PICTURES: [&str; 6] = ["svg", "png", "jpg", "jpeg", "gif", "webp"];

impl Look {
    /// What a configuration says, with the logo as it was read.
    pub fn new(config: &SiteConfig, logo: Option<(String, Vec<u8>)>) -> Self {
        let text = |text: &Option<crate::parse::Spanned<String>>| text.as_ref().map(|text| text.value.clone());
        let mut sides = Vec::new();
        for (color, main, tint) in [
            (&config.ic_color, &tokens::IC, &tokens::IC_TINT),
            (&config.manager_color, &tokens::MANAGER, &tokens::MANAGER_TINT),
        ] {
            sides.extend(color.as_ref().map(|color| (color.value, main, tint)));
        }
        Self {
            name: text(&config.name).unwrap_or_else(|| NAME.to_owned()),
            logo,
            note: text(&config.note),
            feedback: text(&config.feedback),
            colors: if sides.is_empty() { String::new() } else { style(&sides) },
        }
    }

    /// Where a reader can say something about a page.
    pub(super) fn feedback(&self, page: &str, title: &str) -> Option<String> {
        // A value of a query, where even `/` may have a meaning.
        let value = |text: &str| fragment(text).replace('/', "%2F").replace(':', "%3A").replace('@', "%40");
        let template = self.feedback.as_ref()?;
        let values = PLACEHOLDERS.into_iter().zip([title, page]);
        Some(values.fold(template.clone(), |link, (placeholder, text)| link.replace(placeholder, &value(text))))
    }
}

/// The variables of the sides' colours, for light screens and for dark ones.
fn style(sides: &[(Color, &Token, &Token)]) -> String {
    let paper = |text| Color::parse(text).expect("the table has colours");
    let (light, dark) = (paper(PAPER.light), paper(PAPER.dark));
    let (mut on_light, mut on_dark) = (String::new(), String::new());
    for (color, main, tint) in sides {
        let say = |style: &mut String, color: Color, ground: Color| {
            let _ = write!(style, "--{}:{color};--{}:{};", main.name, tint.name, ground.mixed(color, Color::TINT));
        };
        say(&mut on_light, *color, light);
        say(&mut on_dark, lightened(*color, dark), dark);
    }
    format!(":root{{{on_light}}}@media screen and (prefers-color-scheme:dark){{:root{{{on_dark}}}}}\n")
}

/// A colour with as much white in it as it needs to be read as well on `ground` as the colours of the table.
fn lightened(color: Color, ground: Color) -> Color {
    const WELL: f64 = 7.0;
    let white = Color::parse("#ffffff").expect("white is a colour");
    let steps = (0..=20).map(|step| color.mixed(white, f64::from(step) / 20.0));
    let is_readable = |color: &Color| color.contrast(ground.mixed(*color, Color::TINT)) >= WELL;
    steps.into_iter().find(is_readable).unwrap_or(white)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_that_can_be_read_on_paper_has_one_for_dark_screens() {
        let dark = Color::parse(PAPER.dark).expect("a colour");
        for text in ["#000000", "#0b6469", "#7a0000", "#00007a"] {
            let color = lightened(Color::parse(text).expect("a colour"), dark);
            assert!(color.contrast(dark) >= 7.0, "{text} became {color}");
        }
        let css = style(&[(Color::parse("#000000").expect("a colour"), &tokens::IC, &tokens::IC_TINT)]);
        assert!(css.starts_with(":root{--ic:#000000;--ic-tint:#"), "{css}");
    }

    #[test]
    fn a_link_for_feedback_has_the_page_in_it() {
        let feedback = Some("https://example.org/new?t={title}&p={page}".to_owned());
        let look = Look { feedback, ..Look::default() };
        let link = look.feedback("a/IC1/index.html", "IC1 R&D");
        assert_eq!(link.as_deref(), Some("https://example.org/new?t=IC1%20R%26D&p=a%2FIC1%2Findex.html"));
    }
}
