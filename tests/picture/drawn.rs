//! What pictures of single ladders show, and their drawing as SVG and as a flowchart.

use ladder::render::Screen;
use ladder::view::picture::{LevelBox, LineKind, Mark, Picture};

use super::laws::faults;
use super::picture;
use crate::support::golden::output;

const SHIPPED: [&str; 3] = ["engineering", "product", "design"];

/// Four tracks with a trunk, a half grade, a span, a gap, levels of every status, and switches over other levels.
const FOUR: &str = "tests/picture/four.yaml";

fn four() -> Picture {
    picture(&std::fs::read_to_string(FOUR).unwrap())
}

fn level<'p>(picture: &'p Picture, id: &str) -> &'p LevelBox {
    picture.levels.iter().find(|level| level.id == id).unwrap()
}

fn words(level: &LevelBox) -> Vec<&str> {
    level.texts.iter().map(|text| text.text.as_str()).collect()
}

#[test]
fn levels_at_one_grade_are_side_by_side_and_higher_ones_above() {
    let picture = four();
    let top = |id| level(&picture, id).frame.y;
    assert_eq!(top("D4"), top("M4"));
    assert!(top("D6") < top("D4"));
    assert!(level(&picture, "D3").frame.x < level(&picture, "TL4").frame.x);
    assert!(level(&picture, "TL4").frame.x < level(&picture, "M3").frame.x);
    assert_eq!(faults(&picture), Vec::<String>::new());
}

#[test]
fn a_level_over_two_grades_reaches_from_the_one_to_the_other() {
    let picture = four();
    let (span, upper, lower) = (level(&picture, "TL5").frame, level(&picture, "M6").frame, level(&picture, "M5").frame);
    assert_eq!((span.y, span.bottom()), (upper.y, lower.bottom()));
    assert!(words(level(&picture, "TL5")).contains(&"grades 5 to 6"));
}

#[test]
fn a_trunk_is_in_the_middle_below_the_tracks_that_it_leads_to() {
    let picture = four();
    let middle = |id| level(&picture, id).frame.x + level(&picture, id).frame.width / 2;
    assert_eq!(middle("D2") * 2, middle("D3") + middle("M3"));
    assert_eq!(picture.lines.iter().filter(|line| line.is_curved).count(), 2);
}

#[test]
fn a_gap_is_on_the_track_that_passes_it() {
    let picture = picture(
        "ladder: x\ntracks:\n  \
         - { id: a, kind: ic, levels: [{ id: A1, grade: 1 }] }\n  \
         - { id: b, kind: ic, levels: [{ id: B2, grade: 2 }, { id: B4, grade: 4 }] }\n  \
         - { id: m, kind: manager, levels: [{ id: M2, grade: 2 }, { id: M3, grade: 3 }, { id: M4, grade: 4 }] }\n",
    );
    let [gap] = &picture.gaps[..] else { panic!("{:?}", picture.gaps) };
    assert_eq!(gap.frame.x, level(&picture, "B2").frame.x);
}

#[test]
fn titles_that_do_not_fit_one_line_begin_lines_of_their_own() {
    let picture = picture(
        "ladder: x\ntracks:\n  \
         - { id: a, kind: ic, levels: [{ id: A1, title: [Teacher, Tutor], grade: 1 }] }\n  \
         - { id: m, kind: manager, levels: [{ id: M1, title: [Head of Subject, Project Lead], grade: 1 }] }\n",
    );
    assert_eq!(words(level(&picture, "A1")), ["A1", "Teacher / Tutor"]);
    assert_eq!(words(level(&picture, "M1")), ["M1", "Head of Subject /", "Project Lead"]);
}

#[test]
fn a_gap_interrupts_the_promotion_that_passes_it() {
    let picture = four();
    let [gap] = &picture.gaps[..] else { panic!("{:?}", picture.gaps) };
    assert_eq!(gap.told, "Gap: Individual contributor has no level at grade 5 Staff");
    let at = |y: i32| {
        let promotion = |kind| matches!(kind, LineKind::Promotion(_));
        picture.lines.iter().any(|line| promotion(line.kind) && line.points.iter().any(|point| point.y == y))
    };
    assert!(at(gap.frame.y) && at(gap.frame.bottom()));
}

#[test]
fn what_is_not_in_use_and_where_one_can_stay_is_marked_and_in_the_legend() {
    let picture = four();
    assert!(words(level(&picture, "D7")).contains(&"planned"));
    assert!(words(level(&picture, "M3")).contains(&"deprecated"));
    assert!(level(&picture, "D4").landing().is_some() && level(&picture, "D3").landing().is_none());
    let marks: Vec<Mark> = picture.legend.iter().map(|sign| sign.mark).collect();
    let all = Mark::ALL.into_iter().filter(|mark| !matches!(mark, Mark::OtherLadder | Mark::StepDown));
    assert_eq!(marks, all.collect::<Vec<_>>());
    assert!(picture.lines.iter().any(|line| line.kind == LineKind::HalfRung));
}

#[test]
fn a_track_that_one_reaches_only_by_a_switch_says_so() {
    let picture = four();
    assert!(words(level(&picture, "TL4")).contains(&"entered by a switch"));
    assert!(!words(level(&picture, "M3")).contains(&"entered by a switch"));
}

#[test]
fn an_arrow_of_a_switch_points_where_it_leads() {
    let picture = four();
    let beside = |id: &str, heads| {
        let frame = level(&picture, id).frame;
        let ends = |line: &&ladder::view::picture::Line| line.points.iter().any(|point| point.x == frame.right());
        let found = picture.lines.iter().filter(|line| line.kind == LineKind::Switch && line.heads == heads);
        found.filter(ends).count()
    };
    assert_eq!(beside("D4", (true, true)), 2);
    assert_eq!(beside("D6", (false, true)), 1);
}

#[test]
fn a_ladder_without_anything_to_draw_is_its_heading() {
    let picture = picture("ladder: none\ntitle: Nothing yet\ntracks: []\n");
    assert_eq!(picture.heading.iter().map(|text| text.text.as_str()).collect::<Vec<_>>(), ["Nothing yet", "0 levels"]);
    assert_eq!(faults(&picture), Vec::<String>::new());
}

#[test]
fn tracks_that_are_not_compared_are_beside_the_others_and_have_no_rungs() {
    let picture = picture(
        "ladder: a\ntracks:\n  - { id: b, kind: ic, levels: [{ id: B1, grade: 1 }, { id: B2, grade: 2 }] }\n  \
         - { id: c, title: Crew, kind: ic, aligned: false, levels: [{ id: C1 }, { id: C2 }, { id: C3 }] }\n",
    );
    let apart = level(&picture, "C1").frame;
    assert!(picture.texts.iter().any(|text| text.text == "not compared" && text.at.x == apart.x));
    let rungs = picture.lines.iter().filter(|line| line.kind == LineKind::Rung);
    assert!(rungs.flat_map(|line| &line.points).all(|point| point.x < apart.x));
    assert_eq!(faults(&picture), Vec::<String>::new());
}

#[test]
fn shipped_ladders_are_drawn_with_every_level_and_told_in_words() {
    for ladder in SHIPPED {
        let svg = output(&["show", ladder, "--format", "svg"], Screen::default());
        let document = roxmltree::Document::parse(&svg).unwrap();
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        let text_of =
            |id: &str| document.descendants().find(|node| node.attribute("id") == Some(id)).unwrap().text().unwrap();
        let named: Vec<&str> = root.attribute("aria-labelledby").unwrap().split(' ').map(text_of).collect();
        assert!(named[0].ends_with(": 13 levels on 2 tracks"), "{}", named[0]);
        for id in ["IC1", "IC8", "M4", "M8"] {
            assert!(
                document.descendants().any(|node| node.tag_name().name() == "text" && node.text() == Some(id)),
                "{id}"
            );
            assert!(named[1].contains(&format!("{id} ")), "{}", named[1]);
        }
        assert!(svg.len() < 40_000, "{ladder}: {} bytes", svg.len());
    }
}

#[test]
fn levels_are_links_where_a_page_is_named() {
    let svg = output(&["show", "engineering", "--format", "svg", "--link-base", "a b&c.html"], Screen::default());
    let document = roxmltree::Document::parse(&svg).unwrap();
    assert_eq!(document.root_element().attribute("role"), Some("group"));
    let links: Vec<_> = document.descendants().filter(|node| node.tag_name().name() == "a").collect();
    assert_eq!(links.len(), 13);
    let link = links.iter().find(|link| link.attribute("href") == Some("a b&c.html#IC4")).unwrap();
    assert_eq!(
        link.attribute("aria-label"),
        Some(
            "IC4 Senior Engineer product/IC4: Individual contributor, grade 4 Senior; career level; promotion to IC5; switch at the \
             same grade to M4; move to product/IC4"
        )
    );
}

#[test]
fn a_hostile_text_is_a_text() {
    let nasty = r#"]]> <script>x</script> & \"' %%{init: {}}%% `a` ; end \u202e \u0007 # <!--"#;
    let text = format!(
        "ladder: nasty\ntitle: \"{nasty}\"\ntracks:\n  - id: t\n    title: \"{nasty}\"\n    kind: ic\n    levels:\n      \
         - {{ id: end, title: \"{nasty}\", grade: 1 }}\n"
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("nasty.yaml"), text).unwrap();
    let path = folder.path().to_str().unwrap();
    let svg = output(&["show", path, "--format", "svg", "--link-base", "x\"><script>"], Screen::default());
    let document = roxmltree::Document::parse(&svg).unwrap();
    let known = ["svg", "title", "style", "rect", "g", "path", "text", "a"];
    let names = document.descendants().filter(|node| node.is_element()).map(|node| node.tag_name().name());
    assert_eq!(names.filter(|name| !known.contains(name)).collect::<Vec<_>>(), Vec::<&str>::new());
    assert!(!svg.contains('\u{202e}'));
    assert_eq!(
        output(&["show", path, "--format", "mermaid"], Screen::default()),
        "flowchart BT\n  subgraph T0[\"#93;#93;#62; #60;script#62;x#60;/script#62; #38; #34;#39; \
         #37;#37;#123;init: #123;#125;#125;#37;#37; #96;a#96; #59; end \u{fffd} \u{fffd} #35; #60;#33;--\"]\n    \
         L0[\"end<br/>#93;#93;#62; #60;script#62;x#60;/script#62; #38; #34;#39; #37;#37;#123;init: #123;#125;#125;#37;#37; \
         #96;a#96; #59; end \u{fffd} \u{fffd} #35; #60;#33;--<br/>grade 1\"]\n  end\n"
    );
}

#[test]
fn a_flowchart_has_a_subgraph_a_track_and_an_arrow_a_move() {
    let chart = output(&["show", FOUR, "--format", "mermaid", "--link-base", "data.html"], Screen::default());
    for line in [
        "  subgraph T1[\"Individual contributor\"]",
        "    L6[\"D7<br/>Distinguished Scientist<br/>grade 7, planned\"]",
        "  L1 --> L9",
        "  L4 <-.-> L10",
        "  L5 -.-> L12",
        "  class L6,L9 inactive",
        "  click L4 href \"data.html#D4\"",
    ] {
        assert!(chart.lines().any(|known| known == line), "{line}\nin\n{chart}");
    }
}
