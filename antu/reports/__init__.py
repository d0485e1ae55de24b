"""What people and programs read at the end: tables (`tables`), gas (`gas`), and the demo's report (`demo`)."""
