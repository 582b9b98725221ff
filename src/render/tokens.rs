//! The colours of pages and pictures, each for a light ground and for a dark one. Nothing else says what a colour is.

use std::fmt::Write as _;

use crate::model::TrackKind;

/// A colour, as `#rrggbb`.
#[derive(Debug, PartialEq, Eq)]
pub struct Token {
    pub name: &'static str,
    pub light: &'static str,
    pub dark: &'static str,
}

const fn token(name: &'static str, light: &'static str, dark: &'static str) -> Token {
    Token { name, light, dark }
}

/// The ground of everything.
pub const PAPER: Token = token("paper", "#fcfbf8", "#171615");
/// A ground that stands out from it.
pub const SHEET: Token = token("sheet", "#f4f2ec", "#201f1d");
/// Hairlines.
pub const HAIR: Token = token("line", "#dedad0", "#3a3834");
/// Lines that have to be seen: the borders of controls, the fork.
pub const EDGE: Token = token("edge", "#8a8478", "#7f7a70");
pub const INK: Token = token("ink", "#1d1c1a", "#ece9e3");
/// Remarks.
pub const SOFT: Token = token("soft", "#5c5850", "#aca79c");
/// Links, and the ring around what has the focus.
pub const LINK: Token = token("link", "#25579c", "#9fc4ff");
pub const IC: Token = token("ic", "#0b6469", "#6fd0c8");
pub const IC_TINT: Token = token("ic-tint", "#e9f1ef", "#1b2a2a");
pub const MANAGER: Token = token("manager", "#6c35a8", "#cba6ff");
pub const MANAGER_TINT: Token = token("manager-tint", "#f0ecf6", "#272232");
pub const HYBRID: Token = token("hybrid", "#3c4d89", "#9dbbe4");
pub const HYBRID_TINT: Token = token("hybrid-tint", "#ebeef5", "#202733");
pub const SHARED: Token = token("shared", "#57534a", "#cbc5b8");
pub const SHARED_TINT: Token = token("shared-tint", "#f1efe9", "#262522");
pub const BREAKING: Token = token("breaking", "#a3103c", "#ff93a8");
/// The impact, and a gap in a picture.
pub const RAISES_BAR: Token = token("raises-bar", "#9a3c00", "#ffad75");
pub const LOWERS_BAR: Token = token("lowers-bar", "#6b5200", "#e2c45f");
pub const ADDITION: Token = token("addition", "#1a6638", "#84d69f");
pub const WORDING: Token = token("wording", "#25579c", "#9fc4ff");
pub const EDITORIAL: Token = token("editorial", "#595d64", "#b5b9c0");
/// Behind words that went, and behind those that came.
pub const GONE: Token = token("gone", "#fbe0e2", "#4a1f27");
pub const COME: Token = token("come", "#d9f0df", "#17402a");
/// Behind words that somebody looks for.
pub const FOUND: Token = token("found", "#fdeeb5", "#4d3d08");

pub const ALL: [&Token; 24] = [
    &PAPER,
    &SHEET,
    &HAIR,
    &EDGE,
    &INK,
    &SOFT,
    &LINK,
    &IC,
    &IC_TINT,
    &MANAGER,
    &MANAGER_TINT,
    &HYBRID,
    &HYBRID_TINT,
    &SHARED,
    &SHARED_TINT,
    &BREAKING,
    &RAISES_BAR,
    &LOWERS_BAR,
    &ADDITION,
    &WORDING,
    &EDITORIAL,
    &GONE,
    &COME,
    &FOUND,
];

/// The colour and the tint of a track; grey if its kind is not known.
pub fn of_track(kind: Option<TrackKind>) -> (&'static Token, &'static Token) {
    match kind {
        Some(TrackKind::Ic) => (&IC, &IC_TINT),
        Some(TrackKind::Manager) => (&MANAGER, &MANAGER_TINT),
        Some(TrackKind::Hybrid) => (&HYBRID, &HYBRID_TINT),
        Some(TrackKind::Shared) | None => (&SHARED, &SHARED_TINT),
    }
}

/// The colours as variables of a style sheet: the light ones, and the dark ones for screens whose reader prefers dark.
pub fn variables() -> String {
    let (mut light, mut dark) = (String::new(), String::new());
    for token in ALL {
        let _ = write!(light, "--{}:{};", token.name, token.light);
        let _ = write!(dark, "--{}:{};", token.name, token.dark);
    }
    format!(
        ":root{{color-scheme:light;{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}}}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Color;

    /// What WCAG 2.2 asks at level AA of text, and of lines that carry a meaning.
    const TEXT: f64 = 4.5;
    const LINE: f64 = 3.0;

    /// Each colour with what is behind it on some page.
    fn pairs() -> Vec<(&'static Token, &'static Token, f64)> {
        let tints = [&IC_TINT, &MANAGER_TINT, &HYBRID_TINT, &SHARED_TINT];
        let sides = [&IC, &MANAGER, &HYBRID, &SHARED];
        let impacts = [&BREAKING, &RAISES_BAR, &LOWERS_BAR, &ADDITION, &WORDING, &EDITORIAL];
        let mut pairs: Vec<_> = sides.into_iter().zip(tints).map(|(side, tint)| (side, tint, TEXT)).collect();
        let grounds = [&PAPER, &SHEET].into_iter().chain(tints);
        pairs.extend(grounds.flat_map(|ground| [(&INK, ground, TEXT), (&SOFT, ground, TEXT), (&LINK, ground, TEXT)]));
        let on_paper = sides.into_iter().chain(impacts);
        pairs.extend(on_paper.map(|token| (token, &PAPER, TEXT)));
        pairs.extend(impacts.map(|token| (token, &SHEET, TEXT)));
        pairs.extend([&GONE, &COME, &FOUND].map(|ground| (&INK, ground, TEXT)));
        // What is chosen is paper on a side's colour.
        pairs.extend(sides.map(|side| (&PAPER, side, TEXT)));
        pairs.push((&EDGE, &PAPER, LINE));
        pairs
    }

    #[test]
    fn colours_stand_out_from_what_is_behind_them() {
        for (token, ground, least) in pairs() {
            for (one, other) in [(token.light, ground.light), (token.dark, ground.dark)] {
                let [one, other] = [one, other].map(|text| Color::parse(text).expect("a colour"));
                let ratio = one.contrast(other);
                assert!(ratio >= least, "{} on {}: {ratio:.2}, and {least} is asked", token.name, ground.name);
            }
        }
    }
}
