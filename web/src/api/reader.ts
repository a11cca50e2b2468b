/** A reader turns unknown JSON into a typed value, or throws a {@link Misfit} that names the place. */
export type Reader<T> = (value: unknown, at: string) => T;

/** What a reader gives. */
export type Read<R> = R extends Reader<infer T> ? T : never;

/** JSON that is not what the contract says. */
export class Misfit extends Error {
    constructor(at: string, expected: string) {
        super(`${at}: expected ${expected}`);
        this.name = 'Misfit';
    }
}

export const string: Reader<string> = (value, at) => {
    if (typeof value !== 'string') {
        throw new Misfit(at, 'a string');
    }
    return value;
};

export const number: Reader<number> = (value, at) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
        throw new Misfit(at, 'a number');
    }
    return value;
};

export const boolean: Reader<boolean> = (value, at) => {
    if (typeof value !== 'boolean') {
        throw new Misfit(at, 'true or false');
    }
    return value;
};

/** Null, or absent, or what the inner reader reads. */
export function nullable<T>(inner: Reader<T>): Reader<T | null> {
    return (value, at) => (value === null || value === undefined ? null : inner(value, at));
}

export function list<T>(inner: Reader<T>): Reader<readonly T[]> {
    return (value, at) => {
        if (!Array.isArray(value)) {
            throw new Misfit(at, 'a list');
        }
        return value.map((item, index) => inner(item, `${at}[${index}]`));
    };
}

export function oneOf<const T extends string>(...choices: readonly T[]): Reader<T> {
    return (value, at) => {
        const found = choices.find((choice) => choice === value);
        if (found === undefined) {
            throw new Misfit(at, choices.join(' | '));
        }
        return found;
    };
}

export function fields(value: unknown, at: string): Readonly<Record<string, unknown>> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw new Misfit(at, 'an object');
    }
    return value as Readonly<Record<string, unknown>>;
}

/** An object with at least these fields; what else it has is left out. */
export function object<S extends Readonly<Record<string, Reader<unknown>>>>(
    shape: S,
): Reader<{ readonly [K in keyof S]: Read<S[K]> }> {
    return (value, at) => {
        const source = fields(value, at);
        const result: Record<string, unknown> = {};
        for (const [name, reader] of Object.entries(shape)) {
            result[name] = reader(source[name], `${at}.${name}`);
        }
        return result as { readonly [K in keyof S]: Read<S[K]> };
    };
}

/** An object used as a table: every value is read alike. */
export function table<T>(inner: Reader<T>): Reader<Readonly<Record<string, T>>> {
    return (value, at) =>
        Object.fromEntries(
            Object.entries(fields(value, at)).map(([name, item]) => [name, inner(item, `${at}.${name}`)]),
        );
}
