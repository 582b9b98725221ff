//! A colour, and how well it can be told from another.

use std::fmt;

/// A colour of a screen, opaque.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color([u8; 3]);

impl Color {
    /// How much of a colour is in the tint of it that boxes have.
    pub const TINT: f64 = 0.08;

    /// Reads `#0b6469`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok().filter(|_| !digits.contains('+'));
        Some(Self([channel(0)?, channel(2)?, channel(4)?]))
    }

    /// How well text of this colour can be read on another, from 1 to 21, as WCAG defines it; 4.5 is its level AA.
    pub fn contrast(self, ground: Self) -> f64 {
        let (one, other) = (self.luminance(), ground.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// This colour with a part of another in it: 0 is this one, 1 the other.
    pub fn mixed(self, other: Self, part: f64) -> Self {
        let mix = |one: u8, other: u8| (f64::from(one) + (f64::from(other) - f64::from(one)) * part).round() as u8;
        Self(std::array::from_fn(|at| mix(self.0[at], other.0[at])))
    }

    fn luminance(self) -> f64 {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_are_a_colour() {
        assert_eq!(Color::parse("#0B6469").map(|color| color.to_string()).as_deref(), Some("#0b6469"));
        for wrong in ["0b6469", "#fff", "#0b64690", "#0b646g", "teal", "#+1+1+1", "#ü64699"] {
            assert_eq!(Color::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let contrast = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|text| Color::parse(text).expect("a colour"));
            one.contrast(other)
        };
        assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        // The grey on white that WCAG's own notes give as just enough.
        assert!((contrast("#767676", "#ffffff") - 4.54).abs() < 0.005);
        let of = |one, other| format!("{:.1}", contrast(one, other));
        assert_eq!(of("#0b6469", "#fcfbf8"), "6.7");
        assert_eq!(of("#777777", "#777777"), "1.0");
    }
}
