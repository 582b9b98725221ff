//! The picture of a ladder as SVG: what the view has placed, drawn in two sets of colours.
//!
//! Colours are attributes, those for a light ground; the style sheet only replaces them where the reader prefers dark, so
//! that programs that know no style sheet draw the light picture. Its classes begin with `lp-`, because a style sheet in an
//! SVG that is part of a page is for all of the page.

use std::fmt::Write as _;
use std::io::{self, Write};

use maud::{Markup, PreEscaped, html};

use super::tokens::{
    EDGE, HAIR, HYBRID, HYBRID_TINT, IC, IC_TINT, INK, LINK, MANAGER, MANAGER_TINT, PAPER, RAISES_BAR, SHARED,
    SHARED_TINT, SOFT, Token, of_track,
};
use super::{Audience, Format, Screen, unsupported};
use crate::model::Status;
use crate::view::picture::{
    Chip, Form, Frame, Gap, LevelBox, Line, LineKind, MARGIN, Mark, Picture, Point, Sign, Style, Text, Tone,
};
use crate::view::{Output, OutputKind};

const SANS: &str =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif";
const SERIF: &str = "Charter, 'Bitstream Charter', 'Iowan Old Style', 'Sitka Text', Cambria, Georgia, serif";

/// A vector graphic with a ground of its own.
pub struct Svg;

impl Format for Svg {
    fn name(&self) -> &'static str {
        "svg"
    }

    fn audience(&self) -> Audience {
        Audience::Programs
    }

    fn is_published(&self) -> bool {
        true
    }

    fn has_links(&self) -> bool {
        true
    }

    fn is_whole(&self) -> bool {
        true
    }

    fn supports(&self, kind: OutputKind) -> bool {
        kind == OutputKind::Ladders
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        let Output::Ladders(ladders) = output else { return Err(unsupported(self)) };
        ladders.iter().try_for_each(|shown| writeln!(out, "{}", svg(&shown.picture(Form::Wide)).into_string()))
    }
}

/// The colours of a picture.
const PAINTS: [&Token; 15] = [
    &PAPER,
    &HAIR,
    &EDGE,
    &INK,
    &SOFT,
    &RAISES_BAR,
    &IC,
    &IC_TINT,
    &MANAGER,
    &MANAGER_TINT,
    &HYBRID,
    &HYBRID_TINT,
    &SHARED,
    &SHARED_TINT,
    &LINK,
];

impl Token {
    /// The class of what is filled with it.
    fn fill(&self) -> String {
        format!("lp-f-{}", self.name)
    }

    /// The class of what is drawn with it.
    fn stroke(&self) -> String {
        format!("lp-s-{}", self.name)
    }
}

/// The picture as a file of its own: on its own ground, and with the name of the ladder.
fn svg(picture: &Picture) -> Markup {
    let is_linked = picture.levels.iter().any(|level| level.link.is_some());
    let (title, about) = (format!("lp-{}-title", picture.ladder), format!("lp-{}-about", picture.ladder));
    // Where levels are links, each says what it is.
    let (role, labelled) = if is_linked { ("group", title.clone()) } else { ("img", format!("{title} {about}")) };
    let size = format!("0 0 {} {}", picture.width, picture.height);
    html! {
        svg xmlns="http://www.w3.org/2000/svg" class="lp" width=(picture.width) height=(picture.height) viewBox=(size)
            font-family=(SANS) role=(role) aria-labelledby=(labelled) {
            "\n" title id=(title) { (picture.title) }
            @if !is_linked { "\n" desc id=(about) { (picture.about) } }
            "\n" style { (PreEscaped(style_sheet(is_linked))) }
            "\n" rect x="0.5" y="0.5" width=(picture.width - 1) height=(picture.height - 1) rx="6"
                class={ (PAPER.fill()) " " (HAIR.stroke()) } fill=(PAPER.light) stroke=(HAIR.light) {}
            (drawing(picture, is_linked))
            "\n" g aria-hidden=[is_linked.then_some("true")] { @for written in &picture.heading { (text(written)) } }
            "\n"
        }
    }
}

/// The picture as a part of a page, which has its ground and names the ladder. Its colours are in the page's style sheet:
/// [`page_style`].
pub(super) fn inline(picture: &Picture) -> Markup {
    // Room for what is drawn around a level.
    const AROUND: i32 = 10;
    let (left, top) = (MARGIN - AROUND, picture.below_heading - AROUND);
    let (width, height) = (picture.width - 2 * left, picture.height - top);
    html! {
        svg xmlns="http://www.w3.org/2000/svg" class="lp" width=(width) height=(height)
            viewBox={ (left) " " (top) " " (width) " " (height) } font-family=(SANS) role="group" aria-label=(picture.title) {
            (drawing(picture, true))
        }
    }
}

/// All of a picture but its ground and the name of the ladder.
fn drawing(picture: &Picture, is_linked: bool) -> Markup {
    let is_below = |line: &&Line| matches!(line.kind, LineKind::Rung | LineKind::HalfRung | LineKind::Fork);
    html! {
        "\n" g aria-hidden="true" fill="none" {
            @for line in picture.lines.iter().filter(is_below) { (stroke(line)) }
            @for line in picture.lines.iter().filter(|line| !is_below(line)) { (stroke(line)) }
        }
        "\n" g aria-hidden="true" { @for line in &picture.lines { (heads(line)) } }
        @for gap in &picture.gaps { (gap_box(gap)) }
        @for level in &picture.levels {
            @match &level.link {
                Some(link) => { "\n" a href=(link) aria-label=(label(level)) { (level_box(level)) } }
                None => { "\n" g { (level_box(level)) } }
            }
        }
        "\n" g aria-hidden=[is_linked.then_some("true")] {
            @for written in &picture.texts { (text(written)) }
            @for sign in &picture.legend { (self::sign(*sign)) }
        }
    }
}

/// What a level is called as a link: the words in its box, so that one can say them, and then all else.
fn label(level: &LevelBox) -> String {
    let words = level.texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(" ");
    format!("{words}: {}", level.told)
}

/// The colours of pictures in a page, by the variables of its style sheet.
pub(super) fn page_style() -> String {
    let mut style = String::new();
    for paint in PAINTS {
        let _ =
            write!(style, ".{}{{fill:var(--{2})}}.{}{{stroke:var(--{2})}}", paint.fill(), paint.stroke(), paint.name);
    }
    style
}

fn style_sheet(is_linked: bool) -> String {
    let mut dark = String::new();
    for paint in PAINTS {
        let _ = write!(dark, ".{}{{fill:{1}}}.{2}{{stroke:{1}}}", paint.fill(), paint.dark, paint.stroke());
    }
    let mut style = format!("@media screen and (prefers-color-scheme:dark){{{dark}}}");
    if is_linked {
        style.push_str(
            ".lp .lp-ring{visibility:hidden}.lp a:hover .lp-ring,.lp a:focus-visible .lp-ring{visibility:visible}\
             .lp a{outline:none}",
        );
    }
    style
}

fn text(text: &Text) -> Markup {
    let paint = match text.tone {
        Tone::Ink => &INK,
        Tone::Soft => &SOFT,
        Tone::Gap => &RAISES_BAR,
        Tone::Track(kind) => of_track(kind).0,
    };
    let family = (text.style == Style::Heading).then_some(SERIF);
    let weight = text.style.is_bold().then_some("600");
    html! {
        "\n" text x=(text.at.x) y=(text.at.y) class=(paint.fill()) fill=(paint.light) font-size=(text.style.size())
            font-weight=[weight] font-family=[family] { (text.text) }
    }
}

fn paint_of(kind: LineKind) -> &'static Token {
    match kind {
        LineKind::Rung | LineKind::HalfRung => &HAIR,
        LineKind::Fork => &EDGE,
        LineKind::Promotion(kind) => of_track(kind).0,
        LineKind::Switch | LineKind::StepDown => &INK,
    }
}

fn stroke(line: &Line) -> Markup {
    let paint = paint_of(line.kind);
    let (width, dashes) = match line.kind {
        LineKind::Rung => ("1.5", None),
        LineKind::HalfRung => ("1.5", Some("1.5 4")),
        LineKind::Fork => ("1.25", None),
        LineKind::StepDown => ("2", Some("5 3")),
        LineKind::Promotion(_) | LineKind::Switch => ("2", None),
    };
    let path = path(line);
    html! {
        // Ground on both sides, so that it passes over the lines that it crosses.
        @if matches!(line.kind, LineKind::Switch | LineKind::StepDown) {
            "\n" path d=(path) class=(PAPER.stroke()) stroke=(PAPER.light) stroke-width="7" {}
        }
        "\n" path d=(path) class=(paint.stroke()) stroke=(paint.light) stroke-width=(width) stroke-dasharray=[dashes] {}
    }
}

/// A line as the data of a path: with round corners, and shorter where a head is.
fn path(line: &Line) -> String {
    const RADIUS: i32 = 7;
    const HEAD: i32 = 6;
    let mut points = line.points.clone();
    let last = points.len() - 1;
    if line.heads.0 {
        points[0] = towards(points[0], points[1], HEAD);
    }
    if line.heads.1 {
        points[last] = towards(points[last], comes_from(line), HEAD);
    }
    let mut path = format!("M{} {}", points[0].x, points[0].y);
    let mut rest = &points[1..];
    if line.is_curved {
        let (start, end) = (points[0], points[1]);
        let bend = (start.y - end.y) * 62 / 100;
        let _ = write!(path, "C{} {} {} {} {} {}", start.x, start.y - bend, end.x, end.y + bend, end.x, end.y);
        rest = &points[2..];
    }
    for (at, point) in rest.iter().enumerate() {
        let before = points[points.len() - rest.len() + at - 1];
        let Some(next) = rest.get(at + 1).filter(|_| !is_straight(before, *point, rest[at + 1])) else {
            let _ = write!(path, "L{} {}", point.x, point.y);
            continue;
        };
        let radius = RADIUS.min(distance(before, *point) / 2).min(distance(*point, *next) / 2);
        let (start, end) = (towards(*point, before, radius), towards(*point, *next, radius));
        let _ = write!(path, "L{} {}Q{} {} {} {}", start.x, start.y, point.x, point.y, end.x, end.y);
    }
    path
}

/// The point that is `by` pixels from `point` towards `other`, which is right beside, above or below it.
fn towards(point: Point, other: Point, by: i32) -> Point {
    Point { x: point.x + by * (other.x - point.x).signum(), y: point.y + by * (other.y - point.y).signum() }
}

fn distance(one: Point, other: Point) -> i32 {
    (one.x - other.x).abs() + (one.y - other.y).abs()
}

fn is_straight(before: Point, point: Point, next: Point) -> bool {
    (before.x == point.x && point.x == next.x) || (before.y == point.y && point.y == next.y)
}

fn heads(line: &Line) -> Markup {
    let paint = paint_of(line.kind);
    html! {
        @if line.heads.0 { (head(line.points[0], line.points[1], paint)) }
        @if line.heads.1 { (head(line.points[line.points.len() - 1], comes_from(line), paint)) }
    }
}

/// A point from which a line comes straight to its end.
fn comes_from(line: &Line) -> Point {
    match line.points[..] {
        // A curve arrives upright.
        [start, end] if line.is_curved => Point { x: end.x, y: start.y },
        _ => line.points[line.points.len() - 2],
    }
}

/// The head of an arrow that comes from `from`.
fn head(tip: Point, from: Point, paint: &Token) -> Markup {
    let (dx, dy) = ((tip.x - from.x).signum(), (tip.y - from.y).signum());
    let tip = Point { x: tip.x - dx, y: tip.y - dy };
    let foot = Point { x: tip.x - 7 * dx, y: tip.y - 7 * dy };
    let d = format!(
        "M{} {}L{} {}L{} {}Z",
        tip.x,
        tip.y,
        foot.x - 4 * dy,
        foot.y + 4 * dx,
        foot.x + 4 * dy,
        foot.y - 4 * dx
    );
    html! { "\n" path d=(d) class=(paint.fill()) fill=(paint.light) {} }
}

fn gap_box(gap: &Gap) -> Markup {
    html! {
        "\n" g { (outline(gap.frame, &RAISES_BAR, "2 4")) (text(&gap.text)) }
    }
}

/// A box with a ground and a broken border.
fn outline(frame: Frame, paint: &Token, dashes: &str) -> Markup {
    html! {
        "\n" rect x={ (frame.x) ".75" } y={ (frame.y) ".75" } width={ (frame.width - 2) ".5" }
            height={ (frame.height - 2) ".5" } rx="4" class={ (PAPER.fill()) " " (paint.stroke()) } fill=(PAPER.light)
            stroke=(paint.light) stroke-width="1.5" stroke-dasharray=(dashes) stroke-linecap="round" {}
    }
}

fn level_box(level: &LevelBox) -> Markup {
    let (paint, tint) = of_track(level.kind);
    let frame = level.frame;
    let (left, right, top, bottom) = (frame.x, frame.right(), frame.y, frame.bottom());
    let bar =
        format!("M{0} {top}V{bottom}H{0}A3 4 0 0 1 {left} {1}V{2}A3 4 0 0 1 {0} {top}Z", left + 3, bottom - 4, top + 4);
    let ring = Frame { x: left - 3, y: top - 3, width: frame.width + 6, height: frame.height + 6 };
    html! {
        @match level.status {
            Some(Status::Planned) => (outline(frame, paint, "6 4")),
            Some(Status::Deprecated) => (outline(frame, paint, "0.5 3.5")),
            Some(Status::Active) | None => {
                "\n" rect x=(left) y=(top) width=(right - left) height=(bottom - top) rx="4" class=(tint.fill())
                    fill=(tint.light) {}
                "\n" path d=(bar) class=(paint.fill()) fill=(paint.light) {}
            }
        }
        @if let Some(landing) = level.landing() {
            "\n" rect x=(landing.x) y=(landing.y) width=(landing.width) height=(landing.height) rx="1"
                class=(paint.fill()) fill=(paint.light) {}
        }
        @if level.link.is_some() {
            "\n" rect x=(ring.x) y=(ring.y) width=(ring.width) height=(ring.height) rx="6" fill="none"
                class={ "lp-ring " (LINK.stroke()) } stroke=(LINK.light) stroke-width="2" {}
        }
        @for written in &level.texts { (text(written)) }
        @for chip in &level.chips { (arrow(*chip)) }
    }
}

/// A small arrow to or from another ladder.
fn arrow(chip: Chip) -> Markup {
    let (left, right, y) = (chip.at.x, chip.at.x + Chip::WIDTH, chip.at.y);
    let shaft = format!("M{} {y}H{}", left + 4 * i32::from(chip.comes), right - 4 * i32::from(chip.goes));
    html! {
        "\n" path d=(shaft) class=(SOFT.stroke()) stroke=(SOFT.light) stroke-width="1.5" fill="none" {}
        @if chip.goes { "\n" path d={ "M" (right) " " (y) "l-5 -3v6Z" } class=(SOFT.fill()) fill=(SOFT.light) {} }
        @if chip.comes { "\n" path d={ "M" (left) " " (y) "l5 -3v6Z" } class=(SOFT.fill()) fill=(SOFT.light) {} }
    }
}

/// A mark of the legend.
fn sign(sign: Sign) -> Markup {
    let Point { x, y } = sign.at;
    let (width, height) = Sign::SIZE;
    let frame = Frame { x, y: y + 1, width, height: height - 2 };
    let across = |kind, heads| Line {
        kind,
        points: vec![Point { x, y: y + 8 }, Point { x: x + width, y: y + 8 }],
        is_curved: false,
        heads,
    };
    let promotion = Line {
        points: vec![Point { x: x + width / 2, y: y + height }, Point { x: x + width / 2, y }],
        ..across(LineKind::Promotion(None), (false, true))
    };
    let line = |line: &Line| html! { g fill="none" { (stroke(line)) } (heads(line)) };
    match sign.mark {
        Mark::Promotion => line(&promotion),
        Mark::SwitchBothWays => line(&across(LineKind::Switch, (true, true))),
        Mark::SwitchOneWay => line(&across(LineKind::Switch, (false, true))),
        Mark::StepDown => line(&across(LineKind::StepDown, (false, true))),
        Mark::OtherLadder => arrow(Chip { at: Point { x: x + 5, y: y + 8 }, goes: true, comes: true }),
        Mark::CareerLevel => html! {
            "\n" rect x=(x) y=(y + 6) width=(width) height="5" rx="1" class=(SOFT.fill()) fill=(SOFT.light) {}
        },
        Mark::Planned => outline(frame, &SOFT, "6 4"),
        Mark::Deprecated => outline(frame, &SOFT, "0.5 3.5"),
        Mark::Gap => outline(frame, &RAISES_BAR, "2 4"),
    }
}
