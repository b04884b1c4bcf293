"""The report across companies as a document and as two tables for spreadsheets. It is for the consultant alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from questionnaires.showing import show_number
from recommender.export.blocks import Bar, Block, Chart, Heading, Paragraph, Table
from recommender.export.csv_actions import csv_of
from recommender.export.labels import ELIGIBLE, STATUS
from recommender.export.marked import show_day
from tui.client_words import NAMELESS
from tui.desk.clients import STATUSES
from tui.desk.comparing import BY_DAYS, BY_RULES
from tui.desk.headlines import KeptRoute
from tui.desk.report import Call, Cause, CompanyState, Report, Stage
from tui.desk.sent import TITLES

if TYPE_CHECKING:
    from datetime import date

    from recommender.rulebase import RuleBase

TITLE = "会社全体のまとめ"
_OWN = "相談を受ける人の手元の控えです。ほかの会社の名前が並ぶので、社外に渡さないでください。"
_BASIS = (
    "数はそれぞれの会社のいちばん新しい診断の答えを、「変わったこと」は書類を渡したときの答えを、"
    "いまの知識と上の日付で計算し直したものです。"
    "途中の診断は、結果の数に入れていません。わからないことは、わからないまま数えています。"
)
_LOOSE = "どの会社にも入っていない診断が{count}件あります。会社の一覧で会社に入れると、次からこの紙に出ます。"
_STAGES: Mapping[Stage, str] = {
    "result": "結果あり",
    "asking": "途中",
    "no_result": "結果をまだ出していない",
    "none": "診断をまだしていない",
}
_BECAUSE: Mapping[Cause, str] = {
    "rules": BY_RULES,
    "days": BY_DAYS,
    "stale": "確かめ直す時期を過ぎた情報があるため",
}
_CONTACT: Mapping[Cause, str] = {
    "rules": "電話で伝える",
    "days": "次の連絡で伝える",
    "stale": "確かめ直してから伝える",
}
_SECTIONS: tuple[tuple[Cause, str, str, str], ...] = (
    (
        "rules",
        "電話をかける会社",
        "渡した書類を作ったあとで規則や料金が変わり、同じ答えでも中身がちがってきた会社です。",
        "変わったこと",
    ),
    (
        "days",
        "次の連絡で伝えること",
        "規則はそのままで、受付の期間など、日がたって変わったことです。",
        "変わったこと",
    ),
    (
        "stale",
        "確かめ直してから伝えること",
        "渡した書類のもとになった情報のうち、確かめ直す時期を過ぎたものです。まちがいとは限りません。",
        "確かめ直すこと",
    ),
)
_WHY = "わけ: {because}。連絡のしかた: {contact}。"
_NOTHING = "いまは、ありません。"
_CALLS_CSV = (
    "会社",
    "状況",
    "渡した書類",
    "渡した日",
    "変わったこと",
    "わけ",
    "連絡のしかた",
    "最後に確かめた日",
)
_COMPANIES_CSV = (
    "会社",
    "よみ",
    "状況",
    "診断の進み",
    "診断の日",
    "見守り方",
    "類",
    "補助金",
    "業種",
    "従業員",
    "まだの一歩",
    "進行中の一歩",
    "期限を過ぎた一歩",
    "渡した書類",
    "規則や料金が変わった書類",
    "日がたって変わった書類",
    "確かめ直す書類",
    "最後に話した日",
    "次の期限",
)
_HOW_MANY = "会社の数"
_UNKNOWN = "わからない・まだ聞いていない"
_NO_OPTION, _NO_CLASS = "合う型なし", "類は決まりません"
_STEPS = "まだの一歩が{waiting}、進行中が{doing}、そのうち期限を過ぎたものが{overdue}あります。"
_FRAMES_NOTE = "会社の答えに出てきた枠だけを数えました。受付は、上の日付でのようすです。"


def report_blocks(report: Report, rules: RuleBase) -> tuple[Block, ...]:
    """The whole report as a document."""
    blocks: list[Block] = [
        Heading(1, TITLE),
        Paragraph(show_day(report.today), at_right=True),
        Paragraph(_OWN),
        Paragraph(_BASIS),
        *_standing(report),
    ]
    for cause, heading, lead, column in _SECTIONS:
        blocks += [Heading(2, heading), Paragraph(lead)]
        rows = tuple(_call_rows(report, cause))
        if rows:
            blocks.append(Paragraph(_WHY.format(because=_BECAUSE[cause], contact=_CONTACT[cause])))
            blocks.append(Table(("会社", "渡した書類", column), rows))
        else:
            blocks.append(Paragraph(_NOTHING))
    return (*blocks, *_results(report, rules), *_kinds(report, rules), *_steps(report))


def companies_csv(report: Report, rules: RuleBase) -> str:
    """One row a company, always with the same columns."""
    return csv_of(_COMPANIES_CSV, (_company_row(company, rules) for company in report.companies))


def calls_csv(report: Report) -> str:
    """One row for each document and cause of which something is told otherwise by now."""
    return csv_of(
        _CALLS_CSV,
        (
            (
                _name(call.company),
                STATUSES[company.row.status],
                _title(call),
                call.day.isoformat(),
                "。".join(call.said),
                _BECAUSE[call.cause],
                _CONTACT[call.cause],
                _iso(call.checked),
            )
            for company in report.companies
            for call in company.calls
        ),
    )


def _standing(report: Report) -> Iterator[Block]:
    """How many companies there are, by how far their newest interview is."""
    counted = Counter(company.stage for company in report.companies)
    rows = [(name, _companies(counted[stage])) for stage, name in _STAGES.items()]
    yield Table(("診断の進み", _HOW_MANY), (*rows, ("合わせて", _companies(len(report.companies)))))
    if report.loose:
        yield Paragraph(_LOOSE.format(count=report.loose))


def _call_rows(report: Report, cause: Cause) -> Iterator[tuple[str, ...]]:
    """One row for all documents of a company that tell the same."""
    for company in report.companies:
        together: dict[tuple[str, ...], list[str]] = {}
        for call in company.calls:
            if call.cause == cause:
                together.setdefault(call.said, []).append(f"{_title(call)}（{show_day(call.day)}）")
        for said, documents in together.items():
            yield (_name(company.row.name), "、".join(documents), "。".join(said))


def _results(report: Report, rules: RuleBase) -> Iterator[Block]:
    """The results that there are: by monitoring type, class and frame of subsidy."""
    shown = [company.now for company in report.companies if company.now]
    if not shown:
        return
    yield Heading(2, f"結果（{_companies(len(shown))}）")
    options = Counter(headline.monitoring for headline in shown)
    monitored = ((item.name, options[item.option]) for item in rules.decisions.options)
    yield from _chart("見守り方", (*monitored, (_NO_OPTION, options[None])))
    classes = Counter(headline.service_class for headline in shown)
    classed = ((item.name, classes[item.code]) for item in rules.decisions.classes)
    yield from _chart("類", (*classed, (_NO_CLASS, classes[None])))
    frames = Counter((route.name, route.status, route.eligible) for headline in shown for route in headline.subsidies)
    if frames:
        yield Heading(3, "補助金の枠")
        yield Paragraph(_FRAMES_NOTE)
        yield Table(("枠", "受付", *ELIGIBLE.values()), tuple(_frame_rows(frames)))


def _frame_rows(frames: Counter[tuple[str, str, str]]) -> Iterator[tuple[str, ...]]:
    for name, status in dict.fromkeys((name, status) for name, status, _ in frames):
        counts = (_companies(frames[name, status, eligible]) for eligible in ELIGIBLE)
        yield (name, STATUS.get(status, status), *counts)


def _kinds(report: Report, rules: RuleBase) -> Iterator[Block]:
    """The companies by trade and by how many people they have."""
    if not report.companies:
        return
    yield Heading(2, "どんな会社か")
    field = rules.vocabulary.fields["industry"]
    trades = Counter(company.industry for company in report.companies)
    unknown = (_UNKNOWN, trades[None])
    yield from _chart("業種", (*((field.choice_label(code), trades[code]) for code in field.codes), unknown))
    people = Counter(company.employees for company in report.companies)
    known = sorted(
        (band for band in people if band), key=lambda band: (band.low or 0, band.high is None, band.high or 0)
    )
    bands = ((show_number(band, rules.vocabulary.fields["employees"]), people[band]) for band in known)
    yield from _chart("従業員", (*bands, (_UNKNOWN, people[None])))


def _steps(report: Report) -> Iterator[Block]:
    """The next steps that aren't settled, those overdue first."""
    yield Heading(2, "次の一歩")
    steps = [company.steps for company in report.companies]
    yield Paragraph(
        _STEPS.format(
            waiting=sum(item.waiting for item in steps),
            doing=sum(item.doing for item in steps),
            overdue=sum(item.overdue for item in steps),
        )
    )
    open_ones = [company for company in report.companies if company.steps.waiting or company.steps.doing]
    rows = tuple(
        (_name(company.row.name), *map(str, _counts(company)))
        for company in sorted(open_ones, key=lambda company: -company.steps.overdue)
    )
    if rows:
        yield Table(("会社", "まだ", "進行中", "期限を過ぎたもの"), rows)


def _chart(caption: str, counted: Iterable[tuple[str, int]]) -> Iterator[Chart]:
    bars = tuple(Bar(name, (_companies(count),), right=count) for name, count in counted if count)
    if bars:
        yield Chart(caption, (caption, _HOW_MANY), bars)


def _company_row(company: CompanyState, rules: RuleBase) -> tuple[str, ...]:
    row, now = company.row, company.now
    option = next((item.name for item in rules.decisions.options if now and item.option == now.monitoring), _NO_OPTION)
    code = next((item.name for item in rules.decisions.classes if now and item.code == now.service_class), _NO_CLASS)
    vocabulary = rules.vocabulary.fields
    causes = Counter(call.cause for call in company.calls)
    return (
        _name(row.name),
        row.kana,
        STATUSES[row.status],
        _STAGES[company.stage],
        _iso(company.day),
        option if now else "",
        code if now else "",
        "、".join(map(_frame, now.subsidies)) if now else "",
        vocabulary["industry"].choice_label(company.industry) if company.industry else _UNKNOWN,
        show_number(company.employees, vocabulary["employees"]) if company.employees else _UNKNOWN,
        *map(str, _counts(company)),
        str(company.documents),
        *(str(causes[cause]) for cause in _BECAUSE),
        _iso(row.contacted),
        _iso(row.due),
    )


def _counts(company: CompanyState) -> tuple[int, int, int]:
    return company.steps.waiting, company.steps.doing, company.steps.overdue


def _frame(route: KeptRoute) -> str:
    eligible, status = ELIGIBLE.get(route.eligible, route.eligible), STATUS.get(route.status, route.status)
    return f"{route.name}（{status}、{eligible}）"


def _title(call: Call) -> str:
    return TITLES.get(call.kind, call.kind)


def _name(company: str) -> str:
    return company or NAMELESS


def _companies(count: int) -> str:
    return f"{count:,}社"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
