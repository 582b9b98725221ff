//! Pages as a browser shows them: headless Chromium opens each, in a phone's width and a desk's, light and dark. Where there
//! is no browser the tests are named as skipped, and fail where the environment says `CI=true`.

mod diff;
