import type { CollectorSubject, ObjectSubject } from '../subject';
import type { Found } from './config-map';
import type { ObjectIndex } from './object-index';
import type { YamlDocument } from './text';

export function collectorsOfRelease(_s: ObjectSubject, _i: ObjectIndex, _c: boolean): Found {
  return { collectors: [], problems: [] };
}
export function collectorsOfValues(_n: string, _d: YamlDocument, _v?: string): CollectorSubject[] {
  return [];
}
