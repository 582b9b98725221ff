//! Whether the words say something.


pub mod duplicate_title;
