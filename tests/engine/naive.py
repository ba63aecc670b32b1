"""A naive evaluator to hold the real one against: the rules of form-language.md in plain Python, everything asked anew.

It walks the syntax tree of an expression itself, knows no CEL, keeps nothing between two questions and is slow.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from portal.engine.circumstances import known
from portal.engine.definition import Required, TypeKey
from portal.engine.functions import months_between
from portal.engine.syntax import Call, Items, Literal, Loop, Name, Select, parse
from portal.engine.taxonomy import THEME_TYPES, TYPES


class Unknown:
    """What an expression comes to when it needed something that is not there."""


UNKNOWN = Unknown()


def evaluated(form, answers, circumstances):
    """What judgement.as_json says of the same: shown, problems, computed, score, level, drafts."""
    naive = Naive(form, answers, circumstances)
    naive.ask()
    score, level = naive.score()
    return {
        "shown": naive.shown,
        "problems": sorted(naive.problems(), key=repr),
        "computed": naive.computed,
        "score": score,
        "level": level,
        "drafts": sorted(naive.drafts(), key=repr),
    }


class Naive:
    def __init__(self, form, answers, circumstances):
        self.form, self.answers, self.today = form, answers, circumstances.today.isoformat()
        self.short, self.days_late = circumstances.short, circumstances.days_late
        self.reference = circumstances.reference
        self.scope = dict(known(circumstances))
        self.shown, self.rows, self.computed, self.empty = [], {}, {}, []
        self.questions = list(form.form.questions())

    # the pass

    def ask(self):
        for question in self.questions:
            self.scope[f"answered.{question.key}"] = False
            if question.type is TypeKey.COMPUTED:
                self.computed[question.key] = None
            if (self.short and not question.core) or not self.holds(question.show_when, True):
                continue
            self.shown.append(question.key)
            value = self.value(question)
            if value is not None:
                self.scope |= {question.key: value, f"answered.{question.key}": True}

    def value(self, question):
        if question.type is TypeKey.COMPUTED:
            value = self.said(question.value)
            if isinstance(value, float):
                value = round(value, 6)
            self.computed[question.key] = None if value is UNKNOWN else value
            return self.computed[question.key]
        value = self.answers.get(question.key)
        if question.type is TypeKey.TABLE and value is not None:
            return self.complete(question, value)
        return None if value in (None, "", ()) else plain(value)

    def complete(self, table, rows):
        kept = []
        for position, row in enumerate(rows):
            cells = {key: plain(cell) for key, cell in row.cells.items() if cell not in (None, "", ())}
            lacking = [column.key for column in table.columns if column.key not in cells and self.needs(column, cells)]
            self.empty += [(table.key, position) for _ in lacking]
            if not lacking:
                kept.append((position, row, {**cells, "": row.id}))
        self.rows[table.key] = kept
        return [cells for _, _, cells in kept]

    def needs(self, column, cells):
        if column.required_when is None:
            return column.required
        return self.said(column.required_when, {"row": cells}) is True

    # what comes of it

    def problems(self):
        found = [(table, position, "required", "error") for table, position in set(self.empty)]
        for question in self.questions:
            if question.key in self.shown:
                found += self.missing(question)
                found += [(question.key, None, "check", c.level.value) for c in question.checks if self.holds(c.when)]
        for section in self.form.form.sections:
            checks = [check for check in section.checks if check.at in self.shown]
            found += [(check.at, None, "check", check.level.value) for check in checks if self.holds(check.when)]
        return list(dict.fromkeys(found))

    def missing(self, question):
        if question.type in (TypeKey.COMPUTED, TypeKey.NOTE) or self.scope[f"answered.{question.key}"]:
            return []
        wanted = question.required is Required.YES
        if question.required_when is not None:
            wanted = self.holds(question.required_when)
        if wanted or question.required is Required.SOFT:
            return [(question.key, None, "required", "error" if wanted else "warning")]
        return []

    def score(self):
        above = below = Fraction(0)
        for section in self.form.form.sections:
            counted = [(Fraction(q.weight), self.points(q)) for q in section.questions if q.scored]
            counted = [(weight, points) for weight, points in counted if points is not None]
            if sum(weight for weight, _ in counted):
                share = sum(w * Fraction(p) for w, p in counted) / sum(3 * w for w, _ in counted)
                above, below = above + Fraction(section.weight) * 100 * share, below + Fraction(section.weight)
        if not below:
            return None, None
        total = floor(above / below * 10 + Fraction(1, 2)) / 10
        level = next(key for key, least in self.form.form.levels if total >= least)
        order = [key for key, _ in self.form.form.levels]
        for cap in self.form.form.caps:
            if self.holds(cap.when):
                level = max(level, cap.level, key=order.index)
        leads = [question for question in self.questions if question.lead and self.scope.get(question.key) is False]
        return total, order[-1] if leads else level

    def points(self, question):
        if question.key not in self.shown or not self.holds(question.counts_when, True):
            return None
        if not self.scope[f"answered.{question.key}"]:
            return Decimal(0)
        value = self.scope[question.key]
        for line in question.score:
            if self.holds(line.when):
                return line.points
        for choice in question.choices:
            if not question.score and choice.key == value:
                return None if choice.na else choice.points
        return dict(question.points).get("yes" if value is True else "no", Decimal(0))

    def drafts(self):
        for question in self.questions:
            if question.key in self.shown:
                for rule in question.deviations:
                    yield from self.opened(question, rule)

    def opened(self, question, rule):
        rows = self.rows.get(rule.for_each, []) if rule.for_each else [(None, None, None)]
        for position, _, cells in rows:
            scope = {} if cells is None else {"row": cells}
            if self.said(rule.when, scope, rule.for_each) is True:
                theme = rule.from_theme and self.said(rule.from_theme, scope, rule.for_each)
                key = THEME_TYPES[theme] if rule.from_theme else rule.type
                place = rule.place_in_chain and self.said(rule.place_in_chain, scope, rule.for_each)
                yield question.key, position, key, place or TYPES[key].place

    # expressions

    def holds(self, source, absent=False):
        return absent if source is None else self.said(source) is True

    def said(self, source, scope=None, table=None):
        """The program knows its table's row: an expression is found by its text and that table."""
        tables = [table] if table else [None, *(q.key for q in self.questions if scope and q.columns)]
        program = next(p for t in tables if (p := self.form.programs.get((t, source.text))))
        return self.walk(parse(program.checked), {**self.scope, **(scope or {})})

    def walk(self, node, scope):
        match node:
            case Name(name=name):
                return scope.get(name, UNKNOWN)
            case Literal(value=value):
                return value
            case Items(items=items):
                return [self.walk(item, scope) for item in items]
            case Select(of=of, field=field, has=has):
                row = self.walk(of, scope)
                return field in row if has else row.get(field)
            case Loop(over=over, kind=kind, variable=variable, parts=(part,)):
                things = self.walk(over, scope)
                if things is UNKNOWN:
                    return UNKNOWN
                found = [(thing, self.walk(part, {**scope, variable: thing})) for thing in things]
                return self.looped(kind, found)
            case Call(function="_&&_" | "_||_" as function, arguments=arguments):
                return joined([self.walk(part, scope) for part in arguments], decisive=function == "_||_")
            case Call(function=function, arguments=arguments):
                given = [self.walk(part, scope) for part in arguments]
                empty = None in given and function not in ("_==_", "_!=_")  # behind a has() that decides
                return UNKNOWN if UNKNOWN in given or empty else self.called(function, given)
        raise NotImplementedError(node)

    def looped(self, kind, found):
        outcomes = [outcome for _, outcome in found]
        if kind in ("exists", "all"):
            return joined(outcomes, decisive=kind == "exists")
        return UNKNOWN if UNKNOWN in outcomes else [thing for thing, outcome in found if outcome]

    def called(self, function, given):
        match function, given:
            case "!_", [truth]:
                return not truth
            case "_==_", [left, right]:
                return left == right
            case "_!=_", [left, right]:
                return left != right
            case "_>=_", [left, right]:
                return left >= right
            case "_<_", [left, right]:
                return left < right
            case "_+_", [left, right]:
                return left + right
            case "@in", [thing, several]:
                return thing in several
            case "count", [things]:
                return float(len(things))
            case "share", [part, whole]:
                return 100 * part / whole if whole else UNKNOWN
            case (("sum" | "mean" | "largest"), [rows, column]):
                return measured(function, rows, [row[column] for row in rows if column in row])
            case "share_covered", [rows, chosen, others, ref]:
                wanted = [row[""] for row in rows if row.get(chosen)]
                covered = [one for one in wanted if one in [other.get(ref) for other in others]]
                return 100 * len(covered) / len(wanted) if wanted else UNKNOWN
            case "months_since", [day]:
                return months_between(day, self.today)
            case "country_risk", [country]:
                return self.reference.country_risk.get(country, "unrated")
        raise NotImplementedError(function)


def measured(function, rows, numbers):
    if function == "sum":
        return UNKNOWN if rows and not numbers else float(sum(numbers))
    if not numbers:
        return UNKNOWN
    return max(numbers) if function == "largest" else sum(numbers) / len(numbers)


def joined(outcomes, *, decisive):
    if decisive in [outcome for outcome in outcomes if outcome is not UNKNOWN]:
        return decisive
    return UNKNOWN if UNKNOWN in outcomes else not decisive


def plain(value):
    """A value as expressions see it: numbers are floats, days are ISO text."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
