#![no_main]

ladder_fuzz::target!("baseline");
