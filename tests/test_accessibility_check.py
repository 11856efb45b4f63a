"""The accessibility check itself: it finds a planted fault and leaves a sound page alone."""

SOUND = "<!doctype html><html lang='sv'><title>Karta</title><main><h1>Karta</h1><p>Kluster i Sverige</p></main></html>"


def test_a_sound_page_has_no_faults(page, axe):
    page.set_content(SOUND)
    assert axe(page) == []


def test_a_field_without_label_is_found(page, axe):
    page.set_content(SOUND.replace("<p>", "<input type='text'><p>"))
    assert [fault.split(" ")[0] for fault in axe(page)] == ["label"]
