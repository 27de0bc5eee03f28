"""What Kouan is made with: its pinned dependencies, their licences, the bill of materials, known vulnerabilities."""
