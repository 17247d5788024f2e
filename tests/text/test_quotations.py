"""Where quotations open and close, in texts made to keep us busy."""

from bot.text.quotations import Quotation, find_quotations


def test_a_paragraph_of_thousands_of_marks_is_one_quotation() -> None:
    marks = "“a" * 3_000
    body = f"Before it.\n{marks}\n“After it,” she said."
    start = body.index(marks)
    end = start + len(marks)
    assert find_quotations(body, start, end) == [Quotation(start, end, whole=False)]
    assert len(find_quotations(body, end + 1, len(body))) == 1
