/**
 * Moves label positions apart until neighbours are at least `gap` from each other, within [low, high], keeping their
 * order. Two lines that end at the same value get two labels that can both be read.
 */
export function spread(positions: readonly number[], gap: number, low: number, high: number): number[] {
    const order = positions.map((_, index) => index).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0));
    const placed = [...positions];
    let floor = low;
    for (const index of order) {
        placed[index] = Math.max(placed[index] ?? low, floor);
        floor = (placed[index] ?? low) + gap;
    }
    let ceiling = high;
    for (const index of order.reverse()) {
        placed[index] = Math.min(placed[index] ?? high, ceiling);
        ceiling = (placed[index] ?? high) - gap;
    }
    return placed;
}

/** Width of a character in ems, as wide as the small optical size of the figures sets it. */
function widthOfOne(character: string): number {
    if (character > '\u2e7f' || character === '%') {
        return 1;
    }
    return character >= '0' && character <= '9' ? 0.66 : character === ',' || character === '.' ? 0.34 : 0.58;
}

/** How wide labels are at most, in ems. */
export function labelRoom(labels: readonly string[]): number {
    const widthOf = (label: string): number => [...label].reduce((sum, character) => sum + widthOfOne(character), 0);
    return labels.reduce((most, label) => Math.max(most, widthOf(label)), 0);
}

/** Labels at least `gap` apart, kept from the last one backwards: the newest must stay. */
export function sparse<T extends { readonly at: number }>(labels: readonly T[], gap: number): readonly T[] {
    const kept: T[] = [];
    for (const label of [...labels].sort((a, b) => b.at - a.at)) {
        const next = kept[kept.length - 1];
        if (next === undefined || next.at - label.at >= gap) {
            kept.push(label);
        }
    }
    return kept.reverse();
}
