from kouan.extract.sentences import clauses, goes_on, sentences


def texts(text, spans):
    return [text[start:end] for start, end in spans]


def test_sentences_end_at_full_stops_outside_brackets():
    text = "（一）推进池州机场申创开放（临时开放；试行）航空口岸。有序推进阜阳机场建设；"
    assert texts(text, sentences(text, 0, len(text))) == [
        "推进池州机场申创开放（临时开放；试行）航空口岸",
        "有序推进阜阳机场建设",
    ]


def test_what_is_ignored_belongs_to_no_sentence():
    text = "加快芜湖专业航空货运枢纽港建设（责任单位：芜湖市人民政府）。完善功能。"
    start, end = text.index("（"), text.index("）") + 1
    assert texts(text, sentences(text, 0, len(text), [(start, end)])) == ["加快芜湖专业航空货运枢纽港建设", "完善功能"]


def test_a_year_is_no_number_of_an_item():
    text = "2023延安南泥湾机场实现临时对外开放"
    assert texts(text, sentences(text, 0, len(text))) == [text]


def test_clauses_end_at_commas_and_colons():
    text = "航空口岸申报培育项目：申报榆林榆阳机场航空口岸、延安南泥湾机场航空口岸，提升支线机场功能"
    assert texts(text, clauses(text, 0, len(text)))[1] == "申报榆林榆阳机场航空口岸、延安南泥湾机场航空口岸"


def test_a_clause_may_go_on_after_a_comma():
    text = "加快乌力吉口岸建设进度,尽早通过验收实现开放"
    spans = clauses(text, 0, len(text))
    assert goes_on(text, spans, 0, [spans[0][0]]) == ("尽早通过验收实现开放", len(text))


def test_a_clause_with_a_port_of_its_own_does_not_go_on():
    text = "加快包头航空口岸建设,实现二连浩特航空口岸常年开放"
    spans = clauses(text, 0, len(text))
    assert goes_on(text, spans, 0, [text.index("二连")]) == ("", spans[0][1])
