"""Every type of question can be tried: drawn, answered, kept; files by their names, rows with sites and files."""

import re
from io import BytesIO

from tests.previewing.conftest import address

EVERY = """\
form: every
version: "1"
source_language: en
title: "Every type"
levels: {A: 85, D: 0}
lists: {colours: [{key: red, label: Red}, {key: blue, label: Blue}, {key: none, label: None, exclusive: true}]}
sections:
  - key: s
    title: "All"
    weight: 1
    questions:
      - {key: a, type: text, label: "Text?"}
      - {key: b, type: long_text, label: "Long?", max_length: 100}
      - {key: c, type: integer, label: "Whole?"}
      - {key: d, type: decimal, label: "Decimal?", unit: "kg"}
      - {key: e, type: percent, label: "Percent?"}
      - {key: f, type: money, label: "Money?"}
      - {key: g, type: money, label: "Kroner?", currency: NOK}
      - {key: h, type: date, label: "Date?"}
      - {key: i, type: yes_no, label: "Yes?", weight: 1, points: {"yes": 3, "no": 0}}
      - {key: j, type: single_choice, label: "One?", choices: colours}
      - {key: k, type: multi_choice, label: "Many?", choices: colours}
      - {key: l, type: scale, label: "Scale?", min: 1, max: 5}
      - {key: m, type: country, label: "Country?"}
      - {key: n, type: organisation, label: "Organisation?"}
      - {key: o, type: file, label: "File?"}
      - key: p
        type: table
        label: "Table?"
        columns:
          - {key: site, type: ref, ref: {register: sites}, label: "Site", required: true}
          - {key: proof, type: file, label: "Proof"}
          - {key: people, type: integer, label: "People", total: true}
        deviations:
          - for_each: {row: p}
            when: has(row.people) && row.people > 5
            type: p06_hse
            severity: minor
      - {key: q, type: computed, label: "Computed?", value: count(p)}
      - {key: r, type: note, label: "A note."}
"""
ANSWERS = {"a": "Some", "c": "7", "d": "1.5", "e": "50", "f": "12", "g": "13", "h": "1 May 2026", "i": "yes", "l": "3"}


class TestEveryType:
    def test_is_drawn_answered_and_kept(self, author, path):
        path.write_text(EVERY)
        author.answers("s", j="red", k="blue", m="NO", n="123456785", **ANSWERS)
        author.opens(address("s"))
        for text in ("Some", "7", "1.5", "1 May 2026", "NO 123 456 785"):
            assert f'value="{text}"' in author.page
        assert author.page.count("checked") == 4

    def test_a_file_is_an_answer_by_its_name(self, author, path):
        path.write_text(EVERY)
        words = author.answers("s", files={"o.files": (BytesIO(b"x"), "plan.pdf")}, o="")
        assert "plan.pdf" in words
        untie = re.search(r'value="(untie:o:[0-9a-f-]+)"', author.page)[1]
        assert "plan.pdf" not in author.answers("s", act=untie)

    def test_a_row_points_to_a_site_and_has_files(self, author, path):
        path.write_text(EVERY)
        new = "/reports/00000000-0000-0000-0000-000000000000/tables/p/rows/new"
        author.opens(new)
        site = re.search(r'<option value="([^"]+)"[^>]*>[^<]*Example site 2', author.page)[1]
        files = {"proof.files": (BytesIO(b"x"), "photo.png"), "proof.dated_on": "1 May 2026"}
        words = author.sends(new, act="save", site=site, people="9", files=files)
        assert author.address == address("s")
        assert "photo.png" in words
        assert "Example site 2" in words
        assert "China" in author.opens("/result")
