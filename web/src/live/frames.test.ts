import { describe, expect, it } from 'vitest';
import { boardJson, callsJson, frameJson } from '../testing/board';
import { boardFrom, mergeSections, withFrame } from './frames';

describe('a board', () => {
    it('is read with all its sections', () => {
        const view = boardFrom(boardJson(7), 1000);
        expect(view.unit.name).toBe('示例市');
        expect(view.frame.id).toBe(7);
        expect(view.receivedAt).toBe(1000);
        expect(view.sections.calls?.ok).toBe(true);
        expect(view.sections.disputes).toBeUndefined();
    });

    it('that is not what was agreed names the place', () => {
        expect(() => boardFrom({ ...boardJson(7), limits: { frameMs: '4000' } }, 0)).toThrow(
            'board.limits.frameMs: expected a number',
        );
    });

    it('with one unreadable section keeps the others', () => {
        const view = boardFrom(boardJson(7, { calls: { today: 'many' }, feeds: [] }), 0);
        expect(view.sections.calls).toEqual({ ok: false, fault: 'calls.today: expected a number' });
        expect(view.sections.feeds).toEqual({ ok: true, value: [] });
    });
});

describe('a frame', () => {
    const view = boardFrom(boardJson(7), 1000);

    it('replaces the sections it carries whole and leaves the others', () => {
        const next = withFrame(view, frameJson(8, { calls: callsJson(5) }), 2000);
        expect(next.sections.calls).toMatchObject({ ok: true, value: { today: 5 } });
        expect(next.sections.feeds).toBe(view.sections.feeds);
        expect(next.receivedAt).toBe(2000);
        expect(next.unit).toBe(view.unit);
    });

    it('without sections still brings new ages', () => {
        const { sections: _, ...bare } = frameJson(8);
        const next = withFrame(view, { ...bare, pulseAgeMs: 900 }, 2000);
        expect(next.frame.pulseAgeMs).toBe(900);
        expect(next.sections).toBe(view.sections);
    });

    it('that is not newer changes nothing', () => {
        expect(withFrame(view, frameJson(7, { calls: callsJson(5) }), 2000)).toBe(view);
        expect(withFrame(view, frameJson(6), 2000)).toBe(view);
    });

    it('that repairs a section makes it readable again', () => {
        const broken = withFrame(view, frameJson(8, { calls: 1 }), 0);
        expect(broken.sections.calls?.ok).toBe(false);
        expect(withFrame(broken, frameJson(9, { calls: callsJson(2) }), 0).sections.calls?.ok).toBe(true);
    });
});

it('sections of a newer server that this page does not know are left out', () => {
    expect(mergeSections({}, { weather: {} })).toEqual({});
});
