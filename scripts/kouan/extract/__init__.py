"""Read facts from the cleaned text: clauses and their agencies, targets, ports, projects."""
