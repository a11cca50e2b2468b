import { readMap, type UnitShape } from '../wall/map/geometry';
import { readUnits, type Unit } from './board';

async function json(path: string, signal: AbortSignal): Promise<unknown> {
    const response = await fetch(path, { signal, headers: { accept: 'application/json' } });
    if (!response.ok) {
        throw new Error(`HTTP ${response.status}`);
    }
    return response.json();
}

export async function fetchUnits(signal: AbortSignal): Promise<readonly Unit[]> {
    return readUnits(await json('/api/v1/units', signal), 'units').units;
}

/** The schematic map's shapes; null where none is configured. */
export async function fetchMap(signal: AbortSignal): Promise<readonly UnitShape[] | null> {
    const response = await fetch('/api/v1/map', { signal });
    if (response.status === 404) {
        return null;
    }
    if (!response.ok) {
        throw new Error(`HTTP ${response.status}`);
    }
    return readMap(await response.json());
}
