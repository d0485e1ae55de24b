"""The demo's script: who fails, who quarrels, who pays too little (`scenario`), and how it is told (`story`)."""
