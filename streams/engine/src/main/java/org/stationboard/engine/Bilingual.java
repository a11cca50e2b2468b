package org.stationboard.engine;

/** A text in Simplified Chinese and English. */
public record Bilingual(String zh, String en) {}
