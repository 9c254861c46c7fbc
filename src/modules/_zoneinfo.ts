// _zoneinfo: zones of the IANA database. The class is in zoneinfo/, and src/python/zoneinfo.py.
import type { NativeModule } from './native-module.ts';
import { zoneInfoType } from './zoneinfo/zone-info.ts';

export const _zoneinfoModule: NativeModule = {
  name: '_zoneinfo',
  doc: 'C implementation of the zoneinfo module',
  attributes: () => ({ ZoneInfo: zoneInfoType }),
};
