//! An input as files: `=== NAME` begins one, and what comes before the first is `ladder.yaml`.

use ladder::source::Memory;

/// The files of a project, in the order of the input.
#[derive(Debug, Clone)]
pub struct Files(Vec<(String, Vec<u8>)>);

impl Files {
    /// More files than this make no difference, only time.
    const MOST: usize = 8;

    /// Reads any bytes. Names are plain, because what names do is not what is looked for here.
    pub fn read(input: &[u8]) -> Self {
        let mut files: Vec<(String, Vec<u8>)> = vec![("ladder.yaml".to_owned(), Vec::new())];
        for line in input.split_inclusive(|byte| *byte == b'\n') {
            match name(line) {
                Some(name) if files.len() < Self::MOST => files.push((name, Vec::new())),
                _ => files.last_mut().expect("there is a first one").1.extend(line),
            }
        }
        files.retain(|(_, content)| !content.is_empty());
        Self(files)
    }

    pub fn iter(&self) -> impl Iterator<Item = &(String, Vec<u8>)> {
        self.0.iter()
    }

    /// The content of the last file of a name.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, content)| &content[..])
    }

    /// The same with other content in a file.
    #[must_use]
    pub fn with(&self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        let mut files = self.clone();
        files.0.retain(|(known, _)| known != name);
        files.0.push((name.to_owned(), content.into()));
        files
    }

    pub fn tree(&self) -> Memory {
        self.0.iter().fold(Memory::new(), |tree, (name, content)| tree.with(name, content.clone()))
    }
}

fn name(line: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(line.strip_prefix(b"=== ")?).ok()?.trim_end();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/');
    let is_name = !name.is_empty() && name.chars().all(is_plain) && !name.contains("..") && !name.contains("//");
    (is_name && !name.starts_with('/') && !name.ends_with('/')).then(|| name.to_owned())
}
