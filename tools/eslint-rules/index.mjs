// @ts-check

// The rules of this project's own, as a plugin for eslint.config.mjs.

import abruptTested from './abrupt-tested.mjs';
import exportedComments from './exported-comments.mjs';
import frameFields from './frame-fields.mjs';
import importOrder from './import-order.mjs';
import noNestedMachine from './no-nested-machine.mjs';

export default {
  meta: { name: 'stackless' },
  rules: {
    'abrupt-tested': abruptTested,
    'exported-comments': exportedComments,
    'frame-fields': frameFields,
    'import-order': importOrder,
    'no-nested-machine': noNestedMachine,
  },
};
