#!/bin/sh
# A scan as an array of jobs under Slurm, merged by a job that depends on them (examples/cluster/slurm): on a Slurm of one
# machine, which this test starts and stops. Where munge and Slurm (Debian: munge, slurm-wlm) are not installed, or cannot
# be started, it says so and is skipped.

source=${CASUS_SOURCE:?}
PATH=$PATH:/usr/sbin
for program in munged slurmctld slurmd sbatch; do
    command -v $program >/dev/null || { echo "skipped: $program is not installed (Debian: munge, slurm-wlm)" && exit 77; }
done
work=$(mktemp -d) || exit 3
started=
stop() {
    # shellcheck disable=SC2086
    [ -z "$started" ] || kill $started 2>/dev/null
    wait
    rm -rf "$work"
}
trap stop EXIT
trap 'exit 3' INT TERM
cd "$work" || exit 3
umask 077
host=$(uname -n)
host=${host%%.*}
# two ports that nobody listens at
ports=$(python3 -c 'import socket
held = [socket.create_server(("127.0.0.1", 0)) for _ in "ab"]
print(*(each.getsockname()[1] for each in held))') || exit 3

mkdir state spool
head -c 128 /dev/urandom >munge.key
munged --foreground --force --key-file="$work/munge.key" --socket="$work/munge.socket" --pid-file="$work/munge.pid" \
    --log-file="$work/munge.log" --seed-file="$work/munge.seed" >munged.out 2>&1 &
started=$!
cat >slurm.conf <<END
ClusterName=casus
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=${ports% *}
SlurmdPort=${ports#* }
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,batch_sched_delay=0,sched_min_interval=0,bf_interval=1
ReturnToService=2
MailProg=/bin/true
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=10 State=UP
END
SLURM_CONF=$work/slurm.conf
export SLURM_CONF
slurmctld -D -c >slurmctld.out 2>&1 &
controller=$!
started="$started $controller"
slurmd -D -N "$host" >slurmd.out 2>&1 &
started="$started $!"
tries=0
until timeout 5 sinfo -h -o %T 2>/dev/null | grep -qx idle; do
    tries=$((tries + 1))
    if [ $tries -gt 40 ] || ! kill -0 $controller 2>/dev/null; then
        echo "skipped: Slurm could not be started here:"
        tail -n 2 munged.out slurmctld.out slurmd.out 2>&1
        exit 77
    fi
    sleep 0.5
done

failed=0
awk -v events=3000 -f "$source/bench/stream.awk" >events.csv
{ head -n 2000 events.csv && echo '1,shout,2,3' && tail -n +2001 events.csv; } >bad.csv
assist=$source/examples/assist
"${CASUS:?}" scan $assist/assist.treaty --map $assist/assist.map bad.csv --bad-rows skip >one.csv 2>one.told
CASUS=$CASUS timeout 60 sh "$source/examples/cluster/slurm" 4 "$work/all rows.csv" $assist/assist.treaty \
    --map $assist/assist.map bad.csv --bad-rows skip >told || failed=1
sed 's/[0-9][0-9]* (an/JOB (an/; s/and [0-9]* /and JOB /' told
tries=0
while [ ! -e "all rows.csv" ] && [ -n "$(timeout 5 squeue -h -t pending,running,completing)" ] && [ $tries -lt 60 ]; do
    tries=$((tries + 1))
    sleep 0.5
done
if ! cmp one.csv "all rows.csv"; then
    echo "the merged parts are not what one scan has written"
    cat "all rows.csv.parts"/*.log
    failed=1
fi
grep -q '^casus merge: 1 of ' "all rows.csv.parts/merge.log" || { echo "the bad row was not told" && failed=1; }
CASUS=$CASUS sh "$source/examples/cluster/slurm" -n 1000 all.csv $assist/assist.treaty --map $assist/assist.map events.csv >plan ||
    failed=1
grep -q '^key .*: id$' plan && grep -q '^each job \|^what it takes is not known: the table is too small' plan && grep -q 'array=1-1000' plan || { cat plan && failed=1; }
exit $failed
