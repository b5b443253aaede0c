from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.event import Claim
from tocsin.find.attribution import claims
from tocsin.find.dates import dates
from tocsin.find.people import people
from tocsin.parse import ParsedReport, parse
from tocsin.report import Report


@cache
def read(text: str, *, titled: bool = False) -> tuple[ParsedReport, tuple[Claim, ...]]:
    report = Report(id="r", text=text, sha256="", title_in_text=titled, published=date(2023, 5, 12))
    parsed = parse(report)
    return parsed, claims(parsed, people(parsed), dates(parsed))


def told(text: str, *, titled: bool = False) -> list[tuple[str | None, str]]:
    """Who says what, by speaker's name and the wording of all content."""
    parsed, found = read(text, titled=titled)
    return [
        (claim.speaker.name if claim.speaker else None, " … ".join(parsed.cut(span) for span in claim.content))
        for claim in found
    ]


def only(text: str) -> Claim:
    found = read(text)[1]
    assert len(found) == 1, told(text)
    return found[0]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        # direct
        ("“The bridge is gone,” Rosa Quispe said.", "Rosa Quispe", "“The bridge is gone,”"),
        ("“The bridge is gone,” said Rosa Quispe.", "Rosa Quispe", "“The bridge is gone,”"),
        ("Rosa Quispe said: “The bridge is gone.”", "Rosa Quispe", "“The bridge is gone.”"),
        ("“Is the bridge gone?” Rosa Quispe asked.", "Rosa Quispe", "“Is the bridge gone?”"),
        ("“We ran,” Omar Farah said. “They fired at us.”", "Omar Farah", "“We ran,” … “They fired at us.”"),
        ("''We ran,'' Omar Farah said.", "Omar Farah", "''We ran,''"),
        ('"We ran," Omar Farah said.', "Omar Farah", '"We ran,"'),
        ("«We ran», Omar Farah said.", "Omar Farah", "«We ran»"),
        ("„We ran“, Omar Farah said.", "Omar Farah", "„We ran“"),
        ("‘We ran,’ Omar Farah said.", "Omar Farah", "‘We ran,’"),
        ("“He told us ‘run’ and we ran,” Omar Farah said.", "Omar Farah", "“He told us ‘run’ and we ran,”"),
        ("“We ran,” Omar Farah said, “and they fired.”", "Omar Farah", "“We ran,” … “and they fired.”"),
        ("They left (“We ran,” Omar Farah said).", "Omar Farah", "“We ran,”"),
        ("Omar Farah said: “We ran and they fired.", "Omar Farah", "“We ran and they fired."),
        ("“They asked us, ‘Who are you?’” Omar Farah said.", "Omar Farah", "“They asked us, ‘Who are you?’”"),
        # indirect
        ("Police said that the road was shut.", "Police", "the road was shut"),
        ("Police said the road was shut.", "Police", "the road was shut"),
        ("The road was shut, police said.", "police", "The road was shut"),
        ("Omar Farah told reporters that the road was shut.", "Omar Farah", "the road was shut"),
        ("According to Omar Farah, the road was shut.", "Omar Farah", "the road was shut"),
        ("The road was shut, according to Omar Farah.", "Omar Farah", "The road was shut"),
        ("Omar Farah plans to march on the capital.", "Omar Farah", "to march on the capital"),
        ("Omar Farah denied taking part in the raid.", "Omar Farah", "taking part in the raid"),
        ("Omar Farah called for a ceasefire.", "Omar Farah", "a ceasefire"),
        ("Omar Farah accused the army of looting shops.", "Omar Farah", "the army of looting shops"),
        ("Omar Farah was quoted as saying that the road was shut.", "Omar Farah", "the road was shut"),
        ("It makes sense, police said, for the crowd to go.", "police", "It makes sense … for the crowd to go"),
        ("Ten men were held, according to police, but crowds stayed.", "police", "Ten men were held"),
        ("Some said yes, but police say the road is shut.", "police", "the road is shut"),
        ("As Omar Farah said, the road was shut.", "Omar Farah", "the road was shut"),
        ("Omar Farah is confident that the road will open.", "Omar Farah", "the road will open"),
        ("The army rejected the claim that its troops had fired.", "The army", "its troops had fired"),
        ("The ministry put the death toll at 45.", "The ministry", "the death toll at 45"),
        ("Police put the dead at 18 and the injured at 74.", "Police", "the dead at 18 and the injured at 74"),
        # mixed
        ("Omar Farah said the army “shot without warning.”", "Omar Farah", "the army “shot without warning.”"),
        ("Omar Farah called the vote “a farce all along.”", "Omar Farah", "the vote “a farce all along.”"),
        # unnamed
        ("The shop was reportedly looted.", None, "The shop was … looted"),
    ],
)  # fmt: skip
def test_who_says_what(text: str, speaker: str | None, content: str) -> None:
    assert told(text) == [(speaker, content)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Police said the road was shut.", "asserts"),
        ("Police denied that the road was shut.", "denies"),
        ("Police confirmed that the road was shut.", "confirms"),
        ("Police warned that the river will rise.", "predicts"),
        ("Police demanded that the crowd leave.", "demands"),
        ("Police urged the crowd to leave.", "demands"),
        ("Police promised to open the road.", "promises"),
        ("Police accused the rebels of arson.", "accuses"),
        ("Police did not rule out that the fire was set.", "asserts"),
        ("Police do not believe that the fire was set.", "denies"),
        ("Police ruled out sabotage.", "denies"),
        ("The Delta Front claimed responsibility for the raid.", "confirms"),
        ("Omar Farah told the crowd to leave.", "demands"),
        ("Omar Farah offered to open the road.", "promises"),
    ],
)
def test_the_stance_is_that_of_the_cue(text: str, stance: str) -> None:
    assert only(text).stance == stance


@pytest.mark.parametrize(
    ("text", "stance", "blamed"),
    [
        ("“We will rebuild the bridge,” Rosa Quispe said.", "promises", ()),
        ("Rosa Quispe said she would rebuild the bridge.", "promises", ()),
        ("The ministry said it would rebuild the bridge.", "promises", ()),
        ("“The river will rise on Sunday,” Rosa Quispe said.", "predicts", ()),
        ("Rosa Quispe said the river would rise on Sunday.", "predicts", ()),
        ("Rosa Quispe said they would rise.", "predicts", ()),
        ("“They must leave the square,” Rosa Quispe said.", "demands", ()),
        ("“Leave the square at once,” Rosa Quispe said.", "demands", ()),
        ("“We demand a new vote,” Rosa Quispe said.", "demands", ()),
        ("“The report is false,” Rosa Quispe said.", "denies", ()),
        ("Rosa Quispe said the report was not true.", "denies", ()),
        ("Rosa Quispe said there was no evidence of fraud.", "denies", ()),
        ("“We did not fire a single shot,” Colonel Idriss Bako said.", "denies", ()),
        ("The army said its troops had not fired at the crowd.", "denies", ()),
        ("Rosa Quispe said Colonel Idriss Bako was behind the fire.", "accuses", ("Idriss Bako",)),
        ("“The Delta Front is responsible for this,” Rosa Quispe said.", "accuses", ("Delta Front",)),
        ("“Foreign agents orchestrated the riot,” Rosa Quispe said.", "accuses", ("Foreign agents",)),
        ("“The soldiers shot at us,” Rosa Quispe said.", "accuses", ("The soldiers",)),
        ("Rosa Quispe alleged that soldiers had looted the shop.", "accuses", ("soldiers",)),
        # nothing but asserted
        ("“The soldiers left at dawn,” Rosa Quispe said.", "asserts", ()),
        ("“I do not know,” Rosa Quispe said.", "asserts", ()),
        ("Rosa Quispe said the shop had been burned.", "asserts", ()),
        ("“Look at this wall,” Rosa Quispe said.", "asserts", ()),
        ("“Those men are not students but terrorists,” Rosa Quispe said.", "accuses", ("Those men",)),
        ("Rosa Quispe said the army was not responsible for the fire.", "denies", ()),
        ("“Nobody will dispute that the dam broke,” Rosa Quispe said.", "asserts", ()),
        ("Rosa Quispe warned that the well was dry.", "asserts", ()),
        ("Rosa Quispe hoped that the rain would stop.", "asserts", ()),
    ],
)
def test_behind_a_plain_cue_the_content_tells_the_stance(text: str, stance: str, blamed: tuple[str, ...]) -> None:
    claim = only(text)

    assert (claim.stance, claim.blames) == (stance, blamed)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("However, the road is shut, police said.", "the road is shut"),
        ("LIMA, May 3 (Andes Wire) - The road is shut, police said.", "The road is shut"),
        ("Omar Farah said stressed that the road was shut.", "the road was shut"),
        ("Omar Farah said troops would leave, and thanked the crowd.", "troops would leave"),
        ("The army denied reports that it fired, saying instead that rebels did.", "it fired"),
        ("The army said it would “keep the truce” for a day, as did the rebels.", "“keep the truce” for a day"),
        ("Omar Farah voiced alarm over “the violent reply” of the army.", "alarm over “the violent reply” of the army"),
        ("The bridge fell, Radio Altura reported, and two cars were lost, the Lima Post said.", "two cars were lost"),
    ],
)
def test_a_content_begins_and_ends_with_what_is_said(text: str, content: str) -> None:
    wordings = [content for _, content in told(text)]

    assert any(wording.endswith(content) and len(wording) <= len(content) + 9 for wording in wordings), wordings


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The dam broke, according to a statement by the army.", "the army"),
        ("The army spoke. The dam broke, according to its statement.", "The army"),
        ("The dam broke, according to a message on a news channel.", "a news channel"),
        ("They carried a banner that read: “We are no rebels here.”", "a banner"),
        ("Governor Rosa Quispe left. Her spokesman said the dam broke.", "spokesman of Rosa Quispe"),
        ("The governor of Oruro, Rosa Quispe, said the dam broke.", "Rosa Quispe"),
        ("“We were told to stay,” said a porter near the square, who gave no name.", "a porter near the square"),
        ("Rosa Quispe went so far as to say: “The dam is a lie.”", "Rosa Quispe"),
        ("One senator called Quispe “the queen of the dam.”", "One senator"),
        ("“The dam is gone,” Quispe notes.", "Quispe"),
        ("“We will stay,” miner Rosa Quispe, who was waiting outside, told Andes Wire.", "Rosa Quispe"),
        ("The Andes Wire agency quoted Rosa Quispe as saying that the dam broke.", "Rosa Quispe"),
        ("The dam broke in Oruro, Ruiz's hometown, the Lima Rights Organization said.", "Lima Rights Organization"),
        ("Rosa Quispe said that the dam broke, Andes Wire reported.", "Rosa Quispe"),
        ("People took to the streets demanding an end to the curfew.", "People"),
        ("The human rights group Luz said two men fell. It said nine were shot.", "Luz"),
        ("Prime Minister Sheikh Marwa said the dam broke.", "Sheikh Marwa"),
        ("According to the mayor, Rosa Quispe, the dam broke.", "Rosa Quispe"),
        ("Clashes in the valley left nine dead on Monday, reported the Ombudsman's Office.", "the Ombudsman's Office"),
    ],
)
def test_who_a_speaker_is(text: str, speaker: str) -> None:
    assert told(text)[-1][0] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Police fired at the crowd.",
        "They put the crowd at risk.",
        "Rebels attacked the village at dawn.",
        "The president dismissed the government.",
        "The “Night Train” left late.",
        "The agency helped a man write a book, “Who Rules the Army,” that named officers.",
        "The alleged killer was held.",
        "The committee did not say when it would meet.",
        "No group has claimed responsibility for the raid.",
        "The paper was unable to confirm the reports.",
        "The government has declared a curfew and deployed the army.",
        "Ruiz left the hall, explaining how the fire began.",
        "Five men fell in Oruro as unrest continued for a third day.",
        "Citing hospital officials, the paper left the story there.",
        "The president has not announced whether he intends to run.",
    ],
)
def test_what_nobody_says_is_no_claim(text: str) -> None:
    assert told(text) == []


def test_a_quotation_opened_anew_in_a_new_paragraph_is_one_claim() -> None:
    text = "“We waited all night,” said Rosa Quispe. “It was cold.\n\n“Nobody came. Then they fired.”"

    [(speaker, content)] = told(text)

    assert speaker == "Rosa Quispe"
    assert content.endswith("“Nobody came. Then they fired.”")


def test_a_quotation_without_a_cue_has_the_speaker_before_it() -> None:
    text = "“The dam broke,” Rosa Quispe said.\n\n“It took the whole lower town with it.”"

    assert [speaker for speaker, _ in told(text)] == ["Rosa Quispe", "Rosa Quispe"]


def test_a_colon_without_marks_covers_its_paragraph() -> None:
    text = "Rosa Quispe said: The dam broke. It took the lower town.\n\nThe rain went on."

    assert told(text) == [("Rosa Quispe", "The dam broke. It took the lower town")]


def test_a_colon_at_the_end_of_a_paragraph_covers_the_next() -> None:
    text = "In the evening Rosa Quispe told reporters:\n\nThe dam broke at noon.\n\nThe rain went on."

    assert told(text) == [("Rosa Quispe", "The dam broke at noon")]


def test_a_report_that_leads_in_covers_what_follows_down_to_the_heading() -> None:
    text = (
        "Local media reports said:\n\nThe dam broke at noon.\n\nTwo bridges fell.\n\n"
        "“We saw it go,” Rosa Quispe said.\n\nWhat Comes Next\n\nThe rain went on."
    )

    assert told(text) == [
        ("Local media reports", "The dam broke at noon … Two bridges fell"),
        ("Rosa Quispe", "“We saw it go,”"),
    ]


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Dam broke at noon, says mayor", "Rosa Quispe"),
        ("Police: Dam broke at noon", "Police"),
    ],
)
def test_headlines_name_their_speaker(headline: str, speaker: str) -> None:
    text = f"{headline}\n\nMayor Rosa Quispe of Lower Oruro spoke on Monday."

    assert told(text, titled=True)[0][0] == speaker


def test_lines_of_an_interview_are_claims_of_their_labels() -> None:
    lines = ["Q: Why did you leave?", "A: They burned our houses.", "Q: Who burned them?", "A: Men on horses came."]
    text = "\n\n".join(lines)

    assert [speaker for speaker, _ in told(text)] == ["Q", "A", "Q", "A"]


def test_a_name_in_full_and_a_surname_label_one_speaker_of_an_interview() -> None:
    lines = ["ROSA QUISPE: Why did they shoot?", "JUAN ROJAS: A crowd attacked them.", "QUISPE: Nobody saw that crowd."]

    assert [speaker for speaker, _ in told("\n\n".join(lines))] == ["ROSA QUISPE", "JUAN ROJAS", "QUISPE"]


def test_a_conjunction_before_a_further_cue_is_no_content() -> None:
    text = "Farah said Ruiz had begun to leave the town – there is one road – but said the road was shut."

    assert told(text)[0] == ("Farah", "Ruiz had begun to leave the town – there is one road")


def test_a_speaker_goes_on_with_a_second_cue() -> None:
    text = "Omar Farah said that the road was shut and added that the town was safe."

    assert told(text) == [("Omar Farah", "the road was shut"), ("Omar Farah", "the town was safe")]


def test_pronouns_and_descriptions_are_resolved_with_their_evidence() -> None:
    text = "Kenyan President Ruth Achieng spoke. She said the port was open. The Kenyan leader denied any delay."
    parsed, found = read(text)

    assert [claim.speaker.name for claim in found if claim.speaker] == ["Ruth Achieng", "Ruth Achieng"]
    links = [claim.speaker.resolved_from for claim in found if claim.speaker and claim.speaker.resolved_from]
    assert [parsed.cut(link) for link in links] == ["Ruth Achieng", "Ruth Achieng"]


def test_an_outlet_that_passes_on_is_the_way_and_not_the_speaker() -> None:
    claim = only("According to the state news agency Andean Wire, Mayor Rosa Quispe said the dam broke.")

    assert claim.speaker is not None
    assert claim.speaker.name == "Rosa Quispe"
    assert [carrier.name for carrier in claim.via] == ["Andean Wire"]


def test_an_outlet_that_reports_itself_is_the_speaker() -> None:
    claim = only("The dam broke at noon, the state broadcaster Radio Altura has reported.")

    assert claim.speaker is not None
    assert claim.speaker.name == "Radio Altura"
    assert claim.via == ()


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("“The dam broke,” Rosa Quispe wrote on Facebook.", "Facebook"),
        ("Rosa Quispe tweeted that the dam broke.", "Twitter"),
        ("Rosa Quispe said at a press conference that the dam broke.", "press conference"),
        ("Rosa Quispe told reporters that the dam broke.", "reporters"),
        ("Rosa Quispe said Facebook was slow.", None),
    ],
)
def test_the_medium_stands_beside_the_cue(text: str, medium: str | None) -> None:
    assert only(text).medium == medium


def test_the_day_it_was_said_is_that_of_the_cue() -> None:
    said = only("Rosa Quispe said on Wednesday that the dam broke on Monday.").said_on

    assert said is not None
    assert said.start == date(2023, 5, 10)


def test_a_day_that_belongs_to_something_else_is_not_the_day_it_was_said() -> None:
    assert only("Ahead of the May 3 election, Rosa Quispe said that the dam broke.").said_on is None


def test_addresses_of_the_lead_in_are_cited() -> None:
    text = "A report (https://example.org/dam-17) said:\n\nMayor Rosa Quispe said the dam broke."

    claim = read(text)[1][-1]

    assert claim.cites == ("https://example.org/dam-17",)


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        ("Omar Farah accused the army of looting shops.", ("the army",)),
        ("Omar Farah blamed the fire on Colonel Idriss Bako.", ("Idriss Bako",)),
        ("Omar Farah praised the army.", ()),
    ],
)
def test_whom_a_claim_blames(text: str, blamed: tuple[str, ...]) -> None:
    assert only(text).blames == blamed


PIECES = [
    "Police said the road was shut. ",
    "“We ran,” Omar Farah said. ",
    "“They fired",
    "”",
    " that he believed the army lied, ",
    "Mayor Rosa Quispe told Radio Altura: ",
    "according to the ministry. ",
    "\n\n",
    "Q: Why? ",
    "He denied that “the vote was rigged” and called for calm. ",
    "The claim that troops fired is false. ",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join).filter(str.strip))
def test_no_two_claims_share_a_character_and_all_spans_are_in_the_text(text: str) -> None:
    parsed, found = read(text)
    spans = [span for claim in found for span in claim.content]

    assert all(span.end <= len(parsed.report.whole(span.field)) for span in spans)
    assert not any(a.overlaps(b) for at, a in enumerate(spans) for b in spans[at + 1 :])
    assert len({claim.id for claim in found}) == len(found)
