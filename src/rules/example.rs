//! The ladders in explanations, as files.

/// The name of an example's first file.
const FIRST: &str = "ladder.yaml";

/// The files of an example: `ladder.yaml`, then one for each line `#: <name>`.
pub fn files(example: &str) -> Vec<(String, String)> {
    let mut files = vec![(FIRST.to_owned(), String::new())];
    for line in example.split_inclusive('\n') {
        match line.strip_prefix("#: ") {
            Some(name) => files.push((name.trim().to_owned(), String::new())),
            None => files.last_mut().expect("there is a first").1.push_str(line),
        }
    }
    files
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_line_begins_a_file() {
        let files = super::files("ladder: x\n#: company.yaml\nbase: company\n");
        assert_eq!(
            files,
            [("ladder.yaml".into(), "ladder: x\n".into()), ("company.yaml".into(), "base: company\n".into())]
        );
    }
}
