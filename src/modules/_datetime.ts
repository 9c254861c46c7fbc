// _datetime: dates, times, durations and zones. The classes are in datetime/; what asks zones and subclasses made in Python is in
// src/python/datetime.py.
import { Capsule } from '../objects/capsule.ts';
import './datetime/date.ts';
import './datetime/datetime.ts';
import { MAXYEAR, MINYEAR } from './datetime/calendar.ts';
import {
  dateType,
  datetimeType,
  timedeltaType,
  timeType,
  timezoneType,
  tzinfoType,
  UTC,
} from './datetime/objects.ts';
import './datetime/time.ts';
import './datetime/timedelta.ts';
import './datetime/zone.ts';
import type { NativeModule } from './native-module.ts';

const datetime_CAPI = new Capsule('datetime.datetime_CAPI');

export const _datetimeModule: NativeModule = {
  name: '_datetime',
  doc: 'Fast implementation of the datetime type.',
  attributes: () => ({
    date: dateType,
    datetime: datetimeType,
    time: timeType,
    timedelta: timedeltaType,
    timezone: timezoneType,
    tzinfo: tzinfoType,
    MINYEAR,
    MAXYEAR,
    UTC,
    datetime_CAPI,
  }),
};
