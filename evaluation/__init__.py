"""How good Crossread is: gold stories and public sets, one table, and floors below which a change may not fall."""
