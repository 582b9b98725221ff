//! Pages read back by a parser that shares nothing with their writer.

use scraper::{ElementRef, Html, Selector};

/// What somebody could write into a ladder to break out of a page, and how it reads there.
pub const HOSTILE: &str =
    "</script><script>alert(1)</script></title></style><img src=x onerror=alert(2)> \"q\" 'a' &amp; & ]]> -->";

/// A page without a mistake in its markup.
#[track_caller]
pub fn parsed(text: &str) -> Html {
    let page = Html::parse_document(text);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    page
}

pub fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

pub fn texts(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).into_iter().map(|element| element.text().collect()).collect()
}
