"""A form in a folder of its own, and the preview of it."""

from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from re import sub

import pytest
from flask import Flask

from portal.previewing.app import create_preview
from portal.previewing.facts import beginning
from portal.previewing.trial import Trial

FORM = """\
form: small
version: "1"
source_language: en
title: "Small form"
levels: {A: 85, B: 70, C: 50, D: 0}
short_when: contract.risk <= 2
caps:
  - {when: report.days_late > 30, level: D, reason: "Very late"}
lists: {tiers: [{key: t0, label: "Own"}, {key: t1, label: "Tier 1"}]}
sections:
  - key: policy
    title: "Policy"
    weight: 60
    questions:
      - key: adopted
        type: yes_no
        core: true
        label: "Have you a policy for {contract.title}?"
        required: true
        weight: 3
        points: {"yes": 3, "no": 0}
        evidence: {demand: required, when: adopted, what: "The policy"}
        deviations: [{when: "!adopted", type: dd_policy_missing, severity: major, action: "Adopt one"}]
      - {key: adopted_on, type: date, label: "When was it adopted?", show_when: adopted}
      - {key: staff, type: integer, label: "How many people work for you?", min: 1}
  - key: chain
    title: "Chain"
    weight: 40
    questions:
      - key: sites
        type: table
        label: "Which sites?"
        required: true
        weight: 1
        rows: {min: 0, max: 2}
        columns:
          - {key: tier, type: single_choice, choices: tiers, label: "Tier", required: true}
          - {key: name, type: text, label: "Name", required: true}
        score: [{when: 'sites.exists(r, r.tier == "t1")', points: 3}, {when: count(sites) >= 1, points: 1}]
"""
CASES = """\
cases:
  - case: "No policy, one site"
    today: 2026-01-15
    contract: {kind: goods, risk: 4}
    answers: {adopted: false, sites: [{tier: t1, name: "Plant"}]}
    expect: {score: 40.0}
"""


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form's folder."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "cases").mkdir()
    (folder / "cases" / "some.yaml").write_text(CASES)
    (folder / "form.yaml").write_text(FORM)
    return folder


@pytest.fixture(scope="package")
def app(folder: Path) -> Flask:
    """One preview for all tests: templates are compiled once."""
    return create_preview(folder / "form.yaml")


@pytest.fixture
def path(folder: Path) -> Iterator[Path]:
    """The form's file, which is put back after each test."""
    yield folder / "form.yaml"
    (folder / "form.yaml").write_text(FORM)


class Author:
    """An author at their own machine: asks for pages, sends forms, and reads what is on them."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.page = ""
        self.status = 0

    def opens(self, address: str) -> str:
        return self._read(self.client.get(address, base_url="http://127.0.0.1:8200", follow_redirects=True))

    def sends(self, address: str, files=None, **fields) -> str:
        told = {**fields, **(files or {})}
        return self._read(
            self.client.post(
                address,
                base_url="http://127.0.0.1:8200",
                data=told,
                follow_redirects=True,
                content_type="multipart/form-data",
            )
        )

    def answers(self, section: str, act: str = "save:", files=None, **answers) -> str:
        """Send the section's page; `answers` are what its boxes hold."""
        revisions = {f"{key}.revision": "0" for key in answers}
        return self.sends(address(section), files=files, act=act, **answers, **revisions)

    @property
    def words(self) -> str:
        """The page as a reader hears it."""
        return sub(r"\s+", " ", unescape(sub(r"<[^>]+>", " ", self.page)))

    def _read(self, response) -> str:
        self.page, self.status = response.get_data(as_text=True), response.status_code
        self.headers, self.address = response.headers, response.request.path
        return self.words


def address(section: str) -> str:
    return f"/reports/00000000-0000-0000-0000-000000000000/sections/{section}"


@pytest.fixture
def author(app: Flask, path: Path) -> Author:
    """Somebody who has just begun."""
    day = date(2026, 1, 15)
    app.extensions["desk"].trial = Trial(day, "en", beginning(day))
    return Author(app)
