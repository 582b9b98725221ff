#![no_main]

ladder_fuzz::target!("fix");
