package org.stationboard.api;

/** A text of the screens in both languages of the product. */
public record Bilingual(String zh, String en) {}
