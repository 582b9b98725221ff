//! The ladders that come with the program, for `ladder init`.

/// A ladder to start from.
pub struct Shipped {
    /// Its name on the command line, and that of its file.
    pub name: &'static str,
    /// Its base, if it has one.
    pub base: Option<&'static Base>,
    /// The text of the ladder.
    pub ladder: &'static str,
}

/// A base that ladders to start from share.
pub struct Base {
    /// Its id, and the name of its file.
    pub id: &'static str,
    /// The text of the base.
    pub text: &'static str,
}

impl Base {
    /// The name of the base's file.
    pub fn file(&self) -> String {
        format!("{}.yaml", self.id)
    }
}

impl Shipped {
    /// What it is, in a few words.
    pub fn about(&self) -> &'static str {
        let title = self.ladder.lines().find_map(|line| line.strip_prefix("title: "));
        match self.name {
            MINIMAL => "Two tracks and six levels to build on",
            _ => title.expect("every shipped ladder has a title"),
        }
    }

    /// The name of the ladder's file.
    pub fn file(&self) -> String {
        let name = if self.name == MINIMAL { "engineering" } else { self.name };
        format!("{name}.yaml")
    }
}

/// The smallest one, which is written if none is named.
pub const MINIMAL: &str = "minimal";

/// The base of our ladders for a company.
const COMPANY: &Base = &Base { id: "company", text: include_str!("../ladders/company.yaml") };

/// The base of our ladder for a school or a charity.
const SCHOOL: &Base = &Base { id: "school", text: include_str!("../ladders/school.yaml") };

macro_rules! own {
    ($name:literal, $base:expr) => {
        Shipped { name: $name, base: Some($base), ladder: include_str!(concat!("../ladders/", $name, ".yaml")) }
    };
}

macro_rules! example {
    ($name:literal) => {
        Shipped { name: $name, base: None, ladder: include_str!(concat!("../ladders/examples/", $name, ".yaml")) }
    };
}

/// All of them: our own, then what companies and public bodies have published.
pub static ALL: &[Shipped] = &[
    Shipped {
        name: MINIMAL,
        base: Some(&Base { id: "company", text: include_str!("commands/init/minimal/company.yaml") }),
        ladder: include_str!("commands/init/minimal/engineering.yaml"),
    },
    own!("engineering", COMPANY),
    own!("product", COMPANY),
    own!("design", COMPANY),
    own!("education", SCHOOL),
    example!("artsy"),
    example!("dropbox"),
    example!("envoy"),
    example!("financial-times"),
    example!("gitlab-design"),
    example!("gitlab-engineering"),
    example!("gitlab-product"),
    example!("indrive"),
    example!("invitation-homes"),
    example!("medium"),
    example!("mews"),
    example!("mui"),
    example!("nhs-nursing"),
    example!("niteo"),
    example!("octopus-support"),
    example!("signals37-support"),
    example!("sourcegraph"),
    example!("uk-government"),
    example!("ultimate"),
    example!("ultralytics"),
    example!("us-civil-service"),
];

/// The one of this name.
pub fn find(name: &str) -> Option<&'static Shipped> {
    ALL.iter().find(|shipped| shipped.name == name)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_example_is_in_the_table() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ladders/examples");
        for file in fs::read_dir(folder).expect("there are examples") {
            let path = file.expect("the folder can be read").path();
            let name = path.file_stem().and_then(|name| name.to_str()).expect("a plain name").to_owned();
            assert!(find(&name).is_some(), "`{name}` is not in the table");
        }
    }
}
