#![no_main]

ladder_fuzz::target!("import");
