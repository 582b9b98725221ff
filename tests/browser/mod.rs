//! Pages as a browser shows them: headless Chromium opens each, in a phone's width and a desk's, light and dark.

mod diff;
