//! `ladder site`: what it writes and where, read back by a parser that shares nothing with its writer.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use scraper::{Html, Selector};
use serde_json::Value;

use crate::support::page::texts;
use crate::support::program::{HEALTHY, Project};
use crate::support::repository::Repository;

/// What somebody could write into a ladder to break out of a page or a script.
const HOSTILE: &str = "</script><script>alert(1)</script> \\\"q\\\" 'a' & \\\\ <b>";

/// A ladder with two sides; `pay` is the most that IC1 is paid.
fn engineering(version: &str, asks: &str, pay: u32) -> String {
    format!(
        "ladder: engineering\ntitle: \"Engineering {HOSTILE}\"\nversion: {version}\nformerly: tech\nsummary: People who build.\n\
         competencies:\n  - {{ id: delivery, title: Delivery, summary: Work that is done. }}\n  - {{ id: craft, title: Craft }}\n\
         tracks:\n  - id: ic\n    kind: ic\n    cumulative: true\n    levels:\n      - id: IC1\n        title: Engineer\n        \
         grade: 1\n        pay: {{ currency: EUR, min: 31313, max: {pay} }}\n        expectations: {{ delivery: Finishes small \
         tasks., craft: Writes tests. }}\n      - id: IC2\n        formerly: ENG2\n        title: Senior Engineer\n        grade: \
         2\n        expectations: {{ delivery: \"{asks}\" }}\n  - id: manager\n    kind: manager\n    levels:\n      - {{ id: M2, title: \
         Manager, grade: 2, expectations: {{ delivery: Plans with the team. }} }}\nmoves:\n  - {{ from: IC2, to: M2, both_ways: true }}\n"
    )
}

const DESIGN: &str = "ladder: design\ntitle: Design\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n      - { id: D1, title: \
    Designer, grade: 1 }\n      - { id: 設計, title: 設計者, grade: 2 }\nmoves: [{ from: D1, to: engineering/IC1, both_ways: true }]\n";

/// Two ladders with two revisions.
pub fn repository() -> Repository {
    let first = engineering("1.0.0", "Leads part of a project.", 43_434);
    let second = engineering("2.0.0", "Leads a project and plans it for others.", 51_515);
    let repository = Repository::new().with(&[("ladders/engineering.yaml", &first), ("ladders/design.yaml", DESIGN)]);
    repository.commit("what IC2 asks", &[("ladders/engineering.yaml", &second)]);
    repository
}

/// Writes the site of a repository to `out`.
fn written(repository: &Repository) -> PathBuf {
    repository.run("site out").ends_with(0);
    repository.at("out")
}

/// Every file below a folder, by its address.
fn files(folder: &Path) -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().display().to_string(), path);
            }
        }
    }
    found
}

fn page(path: &Path) -> Html {
    let page = Html::parse_document(&fs::read_to_string(path).unwrap());
    assert!(page.errors.is_empty(), "{}: {:?}", path.display(), page.errors);
    page
}

fn values(page: &Html, selector: &str, attribute: &str) -> Vec<String> {
    let all = Selector::parse(selector).unwrap();
    page.select(&all).filter_map(|element| element.attr(attribute)).map(str::to_owned).collect()
}

/// What an address says, with its `%` codes resolved.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        (bytes, rest) = match (first, more) {
            (b'%', [high, low, more @ ..]) => {
                let code = [*high, *low];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&code).unwrap(), 16).unwrap());
                (bytes, more)
            }
            _ => {
                bytes.push(*first);
                (bytes, more)
            }
        };
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_link_leads_somewhere() {
    let repository = repository();
    let out = written(&repository);
    let files = files(&out);
    let pages: BTreeMap<&String, Html> = files
        .iter()
        .filter(|(address, _)| address.ends_with(".html"))
        .map(|(address, path)| (address, page(path)))
        .collect();
    assert!(pages.len() > 12, "{:?}", pages.keys());
    let ids: BTreeMap<&String, BTreeSet<String>> =
        pages.iter().map(|(address, page)| (*address, values(page, "[id]", "id").into_iter().collect())).collect();
    let mut followed = 0;
    for (address, page) in &pages {
        let links = values(page, "[href]", "href").into_iter().chain(values(page, "[src]", "src"));
        for link in links.filter(|link| link != "data:,") {
            followed += 1;
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            assert!(!path.contains(':') && !path.starts_with('/'), "{address}: {link}");
            let target = match path {
                "" => (*address).clone(),
                path => {
                    let mut parts: Vec<&str> = address.split('/').collect();
                    parts.pop();
                    let decoded = decoded(path);
                    for part in decoded.split('/') {
                        if part == ".." {
                            parts.pop().expect("no link leads out of the site");
                        } else {
                            parts.push(part);
                        }
                    }
                    parts.join("/")
                }
            };
            assert!(files.contains_key(&target), "{address}: {link}");
            // What two levels the page of any two compares is read by its script.
            if !anchor.is_empty() && target != "compare.html" && !anchor.starts_with("compare=") {
                assert!(ids[&target].contains(&decoded(anchor)), "{address}: {link}");
            }
        }
        for (id, number) in values(page, "[id]", "id").into_iter().fold(BTreeMap::new(), |mut all, id| {
            *all.entry(id).or_insert(0) += 1;
            all
        }) {
            assert_eq!(number, 1, "{address} has `{id}` twice");
        }
    }
    assert!(followed > 200, "{followed}");
    assert!(pages.contains_key(&"design/設計/index.html".to_owned()), "an id may have any letters");
}

#[test]
fn the_first_page_has_the_levels_of_all_ladders_grade_by_grade() {
    let first = page(&written(&repository()).join("index.html"));
    assert_eq!(texts(&first, "h1"), ["Career ladders"]);
    let rows: Vec<Vec<String>> = ["tr[id='grade-2']", "tr[id='grade-1']"]
        .map(|row| values(&first, &format!("{row} li a"), "href"))
        .into_iter()
        .collect();
    assert_eq!(
        rows[0],
        ["design/%E8%A8%AD%E8%A8%88/index.html", "engineering/IC2/index.html", "engineering/M2/index.html"]
    );
    assert_eq!(rows[1], ["design/D1/index.html", "engineering/IC1/index.html"]);
    assert_eq!(texts(&first, ".forkline b"), ["Fork"]);
    assert_eq!(texts(&first, "script").len(), 0, "and it needs no script");
}

#[test]
fn hostile_text_stays_text_in_pages_and_scripts() {
    let repository = repository();
    let out = written(&repository);
    let title = "Engineering </script><script>alert(1)</script> \"q\" 'a' & \\ <b>";
    let ladder = page(&out.join("engineering/index.html"));
    assert_eq!(texts(&ladder, "h1 bdi"), [title]);
    for (address, path) in files(&out).iter().filter(|(address, _)| address.ends_with(".html")) {
        let scripts = Selector::parse("script").unwrap();
        assert!(page(path).select(&scripts).all(|script| script.attr("src").is_some()), "{address}");
    }
    let index = fs::read_to_string(out.join("search-index.js")).unwrap();
    let lines = index.lines().filter_map(|line| line.strip_prefix("searchIndex.push(")?.strip_suffix(");"));
    let titles: Vec<serde_json::Value> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(titles.iter().any(|ladder| ladder["title"] == title), "{index}");
}

#[test]
fn pages_say_what_changed_and_for_whom() {
    let changes = page(&written(&repository()).join("engineering/changes.html"));
    assert_eq!(texts(&changes, ".revision h2"), ["2.0.0", "1.0.0"]);
    assert_eq!(values(&changes, ".revision", "id"), ["v2.0.0", "v1.0.0"]);
    let news = texts(&changes, "#v2\\.0\\.0 .news");
    assert!(news.len() == 1 && news[0].contains("If you are IC2 Senior Engineer"), "{news:?}");
    assert!(news[0].contains("Leads a project and plans it for others."), "{news:?}");
    assert_eq!(values(&changes, "#v2\\.0\\.0 h3[id]", "id"), ["news-IC2"]);
    assert_eq!(values(&changes, "#v2\\.0\\.0 .news h3 a", "href"), ["../engineering/IC2/index.html"]);
}

/// The addresses of the files that have one of these amounts, however digits are grouped.
fn with_amounts(out: &Path, amounts: &[&str]) -> Vec<String> {
    let has = |path: &PathBuf| {
        let text = String::from_utf8_lossy(&fs::read(path).unwrap()).replace("&nbsp;", "");
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        amounts.iter().any(|amount| text.contains(amount))
    };
    files(out).into_iter().filter(|(_, path)| has(path)).map(|(address, _)| address).collect()
}

#[test]
fn pay_is_nowhere_unless_the_project_shows_it_today() {
    let repository = repository();
    let out = written(&repository);
    assert_eq!(with_amounts(&out, &["31313", "43434", "51515"]), Vec::<String>::new());
    let level = fs::read_to_string(out.join("engineering/IC1/index.html")).unwrap();
    assert!(!level.contains("Pay"), "{level}");

    repository.write(".ladder.yaml", "pay: show\n");
    let shown = with_amounts(&written(&repository), &["51515"]);
    for address in ["IC1/index.html", "IC1/index.json", "changes.html", "levels.js"] {
        let address = &format!("engineering/{address}");
        assert!(shown.contains(address), "{address} is not among {shown:?}");
    }
    assert_eq!(
        with_amounts(&out, &["43434"]),
        ["engineering/changes.html", "engineering/changes.json"],
        "what it was before is in the history only"
    );

    // The setting of today counts, whatever that revision said.
    repository.commit("pay is shown", &[]);
    repository.write(".ladder.yaml", "pay: hide\n");
    repository.run("site out --at HEAD").ends_with(0);
    assert_eq!(with_amounts(&out, &["31313", "43434", "51515"]), Vec::<String>::new());
}

#[test]
fn ids_that_were_given_up_lead_to_the_new_page() {
    let repository = repository();
    let out = written(&repository);
    for (old, new, name) in [
        ("tech/index.html", "../engineering/index.html", "Engineering"),
        ("tech/IC1/index.html", "../../engineering/IC1/index.html", "IC1 Engineer"),
        ("engineering/ENG2/index.html", "../../engineering/IC2/index.html", "IC2 Senior Engineer"),
        ("tech/ENG2/index.html", "../../engineering/IC2/index.html", "IC2 Senior Engineer"),
    ] {
        let moved = page(&out.join(old));
        assert_eq!(values(&moved, "meta[http-equiv=refresh]", "content"), [format!("0; url={new}")], "{old}");
        assert_eq!(values(&moved, "main a", "href"), [new], "{old}");
        assert!(texts(&moved, "main a")[0].starts_with(name), "{old}");
    }
}

#[test]
fn json_is_what_show_prints() {
    let repository = repository();
    repository.write(".ladder.yaml", "pay: show\n");
    let out = written(&repository);
    for (address, args) in [
        ("engineering/index.json", "show engineering --format json"),
        ("engineering/IC2/index.json", "show engineering/IC2 --format json"),
        ("engineering/IC2/with-M2.json", "compare engineering/IC2 engineering/M2 --format json"),
        ("index.json", "list --format json"),
    ] {
        let run = repository.run(args);
        run.ends_with(0);
        assert_eq!(fs::read_to_string(out.join(address)).unwrap(), run.stdout, "{address}");
    }
}

#[test]
fn changes_are_those_of_the_log_in_json_too() {
    let repository = repository();
    repository.write(".ladder.yaml", "pay: show\n");
    let out = written(&repository);
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let site = read(&fs::read_to_string(out.join("engineering/changes.json")).unwrap());
    let log = read(&repository.run("log engineering --format json").ends_with(0).stdout);
    let told = |document: &Value| {
        let revisions = document["revisions"].as_array().unwrap().iter();
        revisions.map(|revision| (revision["subject"].clone(), revision["changes"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(told(&site), told(&log));
    assert_eq!((&site["schema_version"], &site["shallow"]), (&log["schema_version"], &log["shallow"]));
}

#[test]
fn without_a_commit_the_site_does_not_say_what_changed() {
    let repository = Repository::new();
    repository.write("a.yaml", HEALTHY);
    let run = repository.run("site out a.yaml");
    run.ends_with(0).complains("note: the site does not say what changed: the repository has no commits yet");
    assert!(!files(&repository.at("out")).keys().any(|address| address.ends_with("changes.html")));
}

#[test]
fn a_run_goes_on_with_what_a_killed_one_left_inside_or_beside_even_if_ladders_are_broken() {
    for draft in [".out.ladder-site", "out/.ladder-site-draft"] {
        let project = Project::new().with("a.yaml", "ladder: [\n").with(format!("{draft}/a.html"), "new");
        let project = project.with(format!("{draft}/.ladder-site"), "a.html\n");
        project.run("site out a.yaml").ends_with(4);
        assert_eq!(fs::read_to_string(project.at("out/a.html")).unwrap(), "new", "{draft}");
        assert!(!project.at(draft).exists(), "{draft}");
    }
}

#[test]
fn what_goes_from_the_ladders_goes_from_the_site_and_nothing_else() {
    let repository = repository();
    let out = written(&repository);
    fs::write(out.join("CNAME"), "ladders.example.org").unwrap();
    fs::remove_file(repository.at("ladders/design.yaml")).unwrap();
    written(&repository);
    assert!(!out.join("design").exists() && out.join("CNAME").is_file());
    assert!(out.join("engineering/index.html").is_file());

    // Nothing of a broken ladder is written, and the old site stays.
    let before = files(&out).into_keys().collect::<Vec<_>>();
    repository.write("ladders/engineering.yaml", "ladder: engineering\ntracks: [[\n");
    repository.run("site out").ends_with(4).complains("the site is not written");
    assert_eq!(files(&out).into_keys().collect::<Vec<_>>(), before);
}

#[test]
fn a_folder_that_holds_ladders_or_files_of_others_is_refused() {
    let project = Project::new().with("all/a.yaml", HEALTHY).with("mine/thesis.txt", "text");
    project.run("site mine all").ends_with(2).complains("`ladder site` did not write");
    // Even if somebody pretends that it is a site.
    let project = project.with("all/.ladder-site", "");
    project.run("site all all").ends_with(2).complains("holds the ladder file `all/a.yaml`");
    assert!(project.at("all/a.yaml").is_file());
}

#[test]
fn the_configuration_gives_it_a_name_colours_and_words() {
    let config = "site:\n  name: Ladders of <Example>\n  logo: art/logo.SVG\n  ic_color: \"#7a0000\"\n  note: Ask <Ana>.\n  \
                  feedback: https://example.org/new?title={title}&page={page}\n";
    let repository = repository();
    repository.write(".ladder.yaml", config);
    repository.write("art/logo.SVG", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    let out = written(&repository);
    let level = page(&out.join("engineering/IC2/index.html"));
    assert_eq!(texts(&page(&out.join("index.html")), "h1"), ["Ladders of <Example>"]);
    assert!(texts(&level, "title")[0].ends_with("Ladders of <Example>"));
    assert!(texts(&level, "footer")[0].contains("Ask <Ana>."));
    assert_eq!(values(&level, "header img", "src"), ["../../logo.svg"]);
    assert!(out.join("logo.svg").is_file());
    let feedback = values(&level, "footer a", "href").into_iter().find(|link| link.starts_with("https:")).unwrap();
    assert!(feedback.contains("page=engineering%2FIC2%2Findex.html"), "{feedback}");
    assert!(feedback.starts_with("https://example.org/new?title=IC2%20Senior%20Engineer"), "{feedback}");
    assert!(fs::read_to_string(out.join("style.css")).unwrap().contains("--ic:#7a0000;"));
}

#[test]
fn what_is_wrong_in_the_configuration_is_said_with_its_place() {
    for (line, says) in [
        ("ic_color: \"#ffee00\"", "text in `#ffee00` cannot be read well in a box of its own tint: its contrast is 1."),
        ("manager_color: teal", "`teal` is not a colour"),
        ("{ ic_color: \"#101010\", manager_color: \"#101010\" }", "both sides have the colour `#101010`"),
        ("feedback: https://x.org/?p={path}&t={title}", "unknown placeholder `{path}` "),
        ("feedback: javascript:alert(1)", "`javascript:alert(1)` is not a link"),
        ("logo: logo.pdf", ".ladder.yaml:2:9: the logo `logo.pdf` is not a picture that every browser shows"),
        ("logo: logo.png", ".ladder.yaml:2:9: the logo `logo.png` could not be read"),
        ("nam: x", "nam"),
    ] {
        let project = Project::new().with("a.yaml", HEALTHY).with(".ladder.yaml", format!("site:\n  {line}\n"));
        let run = project.run("site out");
        run.ends_with(2);
        let told = run.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(says) && run.stderr.contains(".ladder.yaml:2:"), "{line}: {}", run.stderr);
        assert!(!project.at("out").exists(), "{line}");
    }
}

#[test]
fn a_site_of_a_revision_is_that_of_its_ladders_and_what_came_before() {
    let repository = repository();
    repository.run("site out --at HEAD~1").ends_with(0);
    let changes = page(&repository.at("out/engineering/changes.html"));
    assert_eq!(texts(&changes, ".revision h2"), ["1.0.0"]);
    let level = fs::read_to_string(repository.at("out/engineering/IC2/index.html")).unwrap();
    assert!(level.contains("Leads part of a project."), "{level}");
}

#[test]
fn the_workflows_on_the_page_about_sites_are_yaml_and_run_the_command() {
    let text = fs::read_to_string("docs/site.md").unwrap();
    let block = |name: &str| {
        let part = text.split(&format!("<!-- begin {name} -->")).nth(1).and_then(|rest| rest.split("<!-- end").next());
        let part = part.expect("the page has the block").replace("```yaml", "").replace("```", "");
        serde_yaml::from_str::<serde_yaml::Value>(&part).expect("it is YAML")
    };
    let steps = &block("github")["jobs"]["publish"]["steps"];
    assert_eq!(steps[0]["with"]["fetch-depth"], 0);
    assert!(steps[1]["run"].as_str().unwrap().ends_with("ladder site public"), "{steps:?}");
    assert_eq!(steps[2]["with"]["path"], "public");
    assert_eq!(block("gitlab")["pages"]["script"][1], "ladder site public");
}

#[test]
fn a_level_leads_to_its_own_last_change() {
    let third =
        engineering("2.0.0", "Leads a project and plans it for others.", 51_515).replace("with the team", "and staffs");
    let repository = repository();
    repository.commit("what M2 asks", &[("ladders/engineering.yaml", &third)]);
    let out = written(&repository);
    let told = |level: &str| {
        let page = page(&out.join(format!("engineering/{level}/index.html")));
        let facts = Selector::parse("dl.facts dd:has(time)").unwrap();
        let says = page.select(&facts).map(|fact| fact.text().skip(1).collect::<String>()).collect::<Vec<_>>();
        (says, values(&page, "dl.facts dd:has(time) a", "href"))
    };
    assert_eq!(
        told("IC2"),
        (vec![", version 2.0.0: what changed".to_owned()], vec!["../../engineering/changes.html#news-IC2".to_owned()],)
    );
    assert_eq!(
        told("M2"),
        (vec![": what changed".to_owned()], vec!["../../engineering/changes.html#news-M2".to_owned()],)
    );
    // What came with the ladder is told of the ladder.
    assert_eq!(told("IC1"), (Vec::new(), Vec::new()));
}

/// A folder with a program that opens files; it writes down what it is asked to open, and ends with `status`.
#[cfg(target_os = "linux")]
fn opener(project: &Project, status: i32) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    let program = project.at("bin/xdg-open");
    fs::create_dir_all(program.parent().unwrap()).unwrap();
    fs::write(&program, format!("#!/bin/sh\necho \"$@\" >opened\nexit {status}\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    format!("{}:{}", project.at("bin").display(), std::env::var("PATH").unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn the_site_is_opened_if_somebody_asks() {
    let project = Project::new().with("a.yaml", HEALTHY);
    let path = opener(&project, 0);
    project.call(["site", "out", "a.yaml", "--open"]).env("PATH", &path).run().ends_with(0);
    assert_eq!(fs::read_to_string(project.at("opened")).unwrap(), "out/index.html\n");
    fs::remove_file(project.at("opened")).unwrap();
    project.call(["site", "out", "a.yaml"]).env("PATH", &path).run().ends_with(0);
    assert!(!project.at("opened").exists());
    let path = opener(&project, 3);
    let run = project.call(["site", "out", "a.yaml", "--open"]).env("PATH", &path).run();
    run.ends_with(4).complains("the site is written, but `xdg-open` could not open it").complains("in a browser");
}
