import { describe, expect, it } from 'vitest';
import { claimHotlineOf, claimHotlines } from './insurance-constants.js';

describe('whom to ring after an accident', () => {
  it('knows an insurer by the names that exports give it', () => {
    const phone = (insurer: string | null) => claimHotlineOf(insurer)?.phone ?? null;
    expect(phone('人保')).toBe('95518');
    expect(phone('中国人民财产保险股份有限公司太原市分公司')).toBe('95518');
    expect(phone('picc')).toBe('95518');
    expect(phone('中国平安')).toBe('95511');
    expect(phone('中国人寿财产保险')).toBe('95519');
  });

  it('does not take one for another whose name begins alike', () => {
    expect(claimHotlineOf('太平洋产险')?.phone).toBe('95500');
    expect(claimHotlineOf('中国太平')?.phone).toBe('95589');
  });

  it('guesses no number', () => {
    for (const unknown of [null, '', '某某相互保险社']) expect(claimHotlineOf(unknown)).toBeNull();
  });

  it('finds each of its own by the name it shows', () => {
    for (const hotline of claimHotlines) expect(claimHotlineOf(hotline.name)).toBe(hotline);
  });
});
