import type { Guard } from '../resilience/index.js';

type Question = (...ask: [...unknown[], AbortSignal]) => Promise<unknown>;

/**
 * A port whose every question passes the guard. All questions of all ports end in an AbortSignal, which the guard
 * replaces by one that also fires at its deadline.
 * @param name what the operations are called in logs and faults, e.g. "gp.stock"
 */
export function guarded<Port extends object>(name: string, port: Port, guard: Guard): Port {
  return new Proxy(port, {
    get(target, property) {
      const question: unknown = Reflect.get(target, property);
      if (typeof question !== 'function') return question;
      return (...ask: unknown[]) => {
        const signal = ask.pop() as AbortSignal;
        return guard.run(`${name}.${String(property)}`, signal, (inTime) =>
          (question as Question).apply(target, [...ask, inTime]),
        );
      };
    },
  });
}
