export interface DeviceCounts {
    readonly devices: number;
    readonly silent: number;
    readonly unheard: number;
}

/** Devices of which nothing good is known now. */
export function lost(counts: Pick<DeviceCounts, 'silent' | 'unheard'>): number {
    return counts.silent + counts.unheard;
}

/** How a unit stands on the map: all well is not drawn at all; from a fifth on a person has to go and look. */
export function deviceState(counts: DeviceCounts): 'none' | 'well' | 'some' | 'many' {
    if (counts.devices === 0) {
        return 'none';
    }
    const share = lost(counts) / counts.devices;
    return share === 0 ? 'well' : share < 0.2 ? 'some' : 'many';
}
