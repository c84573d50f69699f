import type { ComponentClass } from '../../../lib/collector';
import { connectorSamples } from './connectors';
import { exporterSamples } from './exporters';
import { extensionSamples } from './extensions';
import { processorSamples } from './processors';
import { receiverSamples } from './receivers';
import type { Sample } from './sample';

/** Every sample, by class and factory. */
export const samples: Readonly<Record<ComponentClass, { readonly [factory: string]: Sample | undefined }>> = {
  receiver: receiverSamples,
  processor: processorSamples,
  exporter: exporterSamples,
  connector: connectorSamples,
  extension: extensionSamples,
};
